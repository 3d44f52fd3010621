"""Doubts a text for a date that tells no date, no month and no habit: ``あ``, ``？``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.domain.answer import Answer
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.japanese_date import find_dates
from mitodoke.domain.japanese_text import fold_width

_TELLS_WHEN = re.compile(
    r"[年月日週曜祝旬季期春夏秋冬朝昼夜回時毎常]|随時|未定|適宜|不定|継続|中止|延期|調整中|予定|なし|無し|未実施|実施せず"
    r"|\d{1,2} ?[/.] ?\d{1,2}",
    re.ASCII,
)
"""What a text without a full date may say of when it was: 通年, 毎月第3木曜日, 春と秋, 随時, 6/29, or that it was not."""

_QUOTED = 30
"""So much of the text is repeated."""


def _look(answer: Answer, _: EntryContext) -> Iterator[Doubt]:
    if answer.entry is None:
        return
    for one in answer.entry.occurrences:
        if one.dates and not find_dates(one.dates) and not _TELLS_WHEN.search(fold_width(one.dates)):
            yield Doubt(
                field=f"occurrence.{one.position}.dates",
                message=f"実施年月日「{one.dates[:_QUOTED]}」から、いつ行ったかが分かりません。"
                "年月日か、「通年」「毎月」「未定」のような言葉に直してください。このままでよいときは理由を入力してください。",
            )


CHECK = EntryCheck(
    name="date_missing",
    label="日付のない実施年月日",
    explanation="実施年月日に、年月日も、通年・毎月・随時・未定のような時を表す言葉もないものを挙げます。",
    look=_look,
)
