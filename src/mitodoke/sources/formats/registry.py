"""The one table of layouts; a new layout adds its module and its line here."""

from __future__ import annotations

from mitodoke.sources.formats import Layout

LAYOUTS: dict[str, Layout] = {}
