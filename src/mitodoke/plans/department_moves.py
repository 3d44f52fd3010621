"""What moves where in a 組織改編: the moves that are asked for, what they concern, and why they may be refused."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitodoke.departments.models import Department, Membership, Municipality, SuccessionExtent
from mitodoke.departments.queries import exists_on
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.reorganisation import NameChange
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries.ledgers import LedgerState, ledger_state


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentMove:
    """Work that moves: from a department to the one named `successor`, which may be new.

    WHOLE moves everything, with the people. PART moves only the items told, by ledger number, and no people.
    """

    predecessor: Department
    successor: str
    extent: SuccessionExtent
    items: Mapping[int, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePreview:
    """What one move does: people as ``山田 太郎（所属担当）``, items as (title of the plan, name of the item).

    Of a PART without a choice the items are those to choose from, and none moves.
    """

    predecessor: str
    successor: str
    extent: SuccessionExtent
    successor_is_new: bool
    people: tuple[str, ...]
    items: tuple[tuple[str, str], ...]


def ledger_states(municipality: Municipality) -> list[LedgerState]:
    """The state of every ledger of the municipality."""
    ledgers = PlanLedger.objects.filter(municipality=municipality).select_related("municipality")
    return [ledger_state(ledger=ledger) for ledger in ledgers.order_by("pk")]


def lasting_members(moves: Sequence[DepartmentMove]) -> list[Membership]:
    """The lasting roles in the departments that move as a whole."""
    numbers = {move.predecessor.pk for move in moves if move.extent == SuccessionExtent.WHOLE}
    rows = Membership.objects.filter(department__in=numbers, valid_to__isnull=True)
    return list(rows.select_related("person", "municipality", "department").order_by("pk"))


def existing_successors(
    municipality: Municipality, moves: Sequence[DepartmentMove], on: datetime.date
) -> dict[str, Department]:
    """The named successors that last on the day."""
    rows = Department.objects.filter(
        municipality=municipality, name__in={successor_name(move) for move in moves}
    )
    return {row.name: row for row in rows.filter(valid_to__isnull=True) if exists_on(row, on)}


def name_change(move: DepartmentMove, ledger: PlanLedger, *, preview: bool = False) -> NameChange:
    """The change of names in one ledger; a PART that tells no items concerns none, but shows all in a preview."""
    items: frozenset[str] | None = None
    if move.items is not None:
        items = move.items.get(ledger.pk, frozenset())
    elif move.extent == SuccessionExtent.PART and not preview:
        items = frozenset()
    return NameChange(before=move.predecessor.name, after=successor_name(move), items=items)


def successor_name(move: DepartmentMove) -> str:
    """The name of the successor, tidied."""
    return needed_text(move.successor, "引き継ぐ部署の名前", single_line=True)


def deny_unfit(municipality: Municipality, moves: Sequence[DepartmentMove], on: datetime.date) -> None:
    """ActionDenied where the moves contradict each other or the days on which departments exist."""
    if not moves:
        raise ActionDenied("改編する部署を一つ以上選んでください。")
    last_day = on - datetime.timedelta(days=1)
    whole = Counter(move.predecessor.pk for move in moves if move.extent == SuccessionExtent.WHOLE)
    pairs = Counter((move.predecessor.pk, successor_name(move)) for move in moves)
    for move in moves:
        name = move.predecessor.name
        if move.predecessor.municipality_id != municipality.pk:
            raise ActionDenied(f"{name}は{municipality.name}の部署ではありません。")
        if not exists_on(move.predecessor, last_day):
            raise ActionDenied(
                f"{name}は改編の前日（{format_date(last_day)}）に存在していません。改編日を確かめてください。"
            )
        if successor_name(move) == name:
            raise ActionDenied(f"{name}の引継ぎ先が同じ名前です。別の部署を選んでください。")
        if whole[move.predecessor.pk] > 1 or pairs[move.predecessor.pk, successor_name(move)] > 1:
            raise ActionDenied(
                f"{name}の引継ぎ先が重なっています。全部を引き継ぐ部署は一つにし、ほかは一部にしてください。"
            )
