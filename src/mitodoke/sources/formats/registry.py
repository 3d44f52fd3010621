"""The one table of layouts; a new layout adds its module and its line here."""

from __future__ import annotations

from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from mitodoke.sources.formats.own_reports import OWN_PLEDGES, OWN_REGISTER, OWN_STRATEGY
from mitodoke.sources.formats.pledge_table import PLEDGE_TABLE
from mitodoke.sources.formats.pledges import PLEDGES
from mitodoke.sources.formats.strategy import STRATEGY

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        # Our own reports first: they also show the marks of the layouts that they follow.
        OWN_PLEDGES,
        OWN_STRATEGY,
        OWN_REGISTER,
        PLEDGES,
        PLEDGE_TABLE,
        STRATEGY,
        TAB_SEPARATED,
        BROKEN_CELLS,
    )
}
