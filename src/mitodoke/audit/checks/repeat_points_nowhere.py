"""Looks for measures marked 再掲 whose activities stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.same_activities import tellers, told, told_elsewhere
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import Repeat


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    texts = tellers(content.items)
    for item in content.items:
        tellings = list(told([item])) if item.repeat is not Repeat.NONE else []
        missing = [telling.activity for telling in tellings if told_elsewhere(telling, texts) is None]
        if item.repeat is Repeat.FULL and missing:
            positions = "、".join(f"{activity.position}番目" for activity in missing)
            yield Doubt(
                subject=item.item_id,
                field="repeat",
                place=missing[0].place,
                printed="【再掲】",
                message=f"再掲とありますが、{positions}の取組と同じ文がほかの施策にありません。"
                "再掲の元を示すか、一部再掲でないか確かめてください。",
            )
        if item.repeat is Repeat.PARTIAL and tellings and len(missing) == len(tellings):
            yield Doubt(
                subject=item.item_id,
                field="repeat",
                place=item.place,
                printed="【一部再掲】",
                message="一部再掲とありますが、どの取組と同じ文もほかの施策にありません。再掲の元がどこか確かめてください。",
            )


CHECK = Check(
    name="repeat_points_nowhere",
    label="元の見つからない再掲",
    explanation="【再掲】【一部再掲】の付いた施策の取組と同じ文が、ほかの施策にあるかを見ます。"
    "元が見つからない再掲は、文が書き換えられたか、印の誤りです。",
    severity=Severity.WARNING,
    look=_look,
)
