"""History (履歴) of departments: which began, whose work moved where, which were abolished, as sentences."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.fiscal_year import format_date


class DepartmentAct(StrEnum):
    """What was done to a department."""

    ADD = "add"
    MOVE_WHOLE = "move_whole"
    MOVE_PART = "move_part"
    ABOLISH = "abolish"

    @property
    def phrase(self) -> str:
        """The end of the sentence; ``{…}`` is filled from the event."""
        return {
            DepartmentAct.ADD: "{on}からの部署として「{department}」を登録しました",
            DepartmentAct.MOVE_WHOLE: "{on}から「{department}」の業務の全部を「{successor}」に移すことを登録しました",
            DepartmentAct.MOVE_PART: "{on}から「{department}」の業務の一部を「{successor}」に移すことを登録しました",
            DepartmentAct.ABOLISH: "{on}に「{department}」を廃止することを登録しました",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRecord:
    """One event as people read it; `at` is local time, `on` the first day of the new state."""

    at: datetime.datetime
    by: str
    act: DepartmentAct
    department: str
    successor: str | None
    on: datetime.date
    reason: str
    decider: str | None


def department_sentence(record: DepartmentRecord) -> str:
    """The event as one Japanese sentence, with its reason and who decided it."""
    told = record.act.phrase.format(
        on=format_date(record.on), department=record.department, successor=record.successor or ""
    )
    when = f"{format_date(record.at.date())}{record.at.hour}時{record.at.minute:02}分"
    decided = f"、決定：{record.decider}" if record.decider else ""
    return f"{when}、{record.by}が{told}（理由：{' '.join(record.reason.split())}{decided}）。"
