"""How moments are said in Japanese: the day in the Japanese calendar with hour and minute in Japan."""

from __future__ import annotations

import datetime

from django.utils import timezone

from mitodoke.domain.fiscal_year import format_date


def moment_in_words(moment: datetime.datetime) -> str:
    """``令和8年12月1日10時00分``, on the clock of Japan."""
    local = timezone.localtime(moment)
    return f"{format_date(local.date())}{local.hour}時{local.minute:02}分"
