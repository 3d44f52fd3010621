"""The day that the files of a report carry: told by the edition, never by the clock."""

from __future__ import annotations

import datetime

_NO_DAY = datetime.date(2000, 1, 1)


def frozen_day(iso: str) -> datetime.date:
    """The day `iso`, the first of a month where it is one (``2026-06``), 2000-01-01 where it is neither."""
    try:
        return datetime.date.fromisoformat(iso if len(iso) > 7 else f"{iso}-01")
    except ValueError:
        return _NO_DAY
