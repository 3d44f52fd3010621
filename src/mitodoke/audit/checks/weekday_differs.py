"""Looks for dates printed with a weekday that the calendar contradicts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.passages import passages
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import ERA_YEAR_PATTERN, parse_year
from mitodoke.domain.japanese_text import fold_width

_WEEKDAYS = "月火水木金土日"
_DATE = re.compile(
    rf"(?P<year>{ERA_YEAR_PATTERN}|(?<![0-9])20[0-9]{{2}})(?:\([^()]{{1,8}}\))?\s{{0,2}}年\s{{0,2}}(?P<month>[0-9]{{1,2}})\s{{0,2}}月"
    rf"\s{{0,2}}(?P<day>[0-9]{{1,2}})\s{{0,2}}日\s{{0,2}}\((?P<weekday>[{_WEEKDAYS}])(?:曜日?)?(?:[・、祝休]{{1,3}})?\)"
)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for passage in passages(content, lines):
        for match in _DATE.finditer(fold_width(passage.text)):
            year = parse_year(match["year"])
            try:
                day = datetime.date(year or 0, int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            weekday = _WEEKDAYS[day.weekday()]
            if weekday != match["weekday"]:
                yield Doubt(
                    subject=passage.subject,
                    field=passage.field,
                    place=passage.place,
                    printed=match[0],
                    expected=weekday,
                    message=f"「{match[0]}」の曜日は{weekday}曜日です。日付か曜日の誤りでないか確かめてください。",
                )


CHECK = Check(
    name="weekday_differs",
    label="日付と曜日の食い違い",
    explanation="年月日の後に曜日が書かれているとき、暦と合っているかを見ます。合わなければ、日付か曜日のどちらかが誤りです。",
    severity=Severity.WARNING,
    look=_look,
)
