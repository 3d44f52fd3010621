"""The one table of layouts; a new layout adds its module and its line here."""

from __future__ import annotations

from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.pledges import PLEDGES
from mitodoke.sources.formats.strategy import STRATEGY

LAYOUTS: dict[str, Layout] = {
    PLEDGES.name: PLEDGES,
    STRATEGY.name: STRATEGY,
}
