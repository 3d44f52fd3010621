"""The reports that this system itself prints, read back from the page."""

from __future__ import annotations

from mitodoke.sources.formats.own_reports.pledges import OWN_PLEDGES
from mitodoke.sources.formats.own_reports.register import OWN_REGISTER
from mitodoke.sources.formats.own_reports.strategy import OWN_STRATEGY

__all__ = ["OWN_PLEDGES", "OWN_REGISTER", "OWN_STRATEGY"]
