"""組織改編 as a person prepares it at the desk: what moves where, item by item; nothing is written.

A department is renamed, merged or split by moves; one that nobody follows is abolished, which needs everything that
it was responsible for to have moved.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from mitodoke.departments.models import Department, Membership, Municipality, SuccessionExtent
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import exists_on
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.reorganisation import with_departments
from mitodoke.domain.role import Role
from mitodoke.plans.department_moves import ledger_states, name_change
from mitodoke.plans.queries.ledgers import LedgerState
from mitodoke.plans.services import DepartmentMove, MovePreview, plan_reorganisation
from mitodoke.reporting.models import Assignment

WHOLE, PART, ABOLISH = "whole", "part", "abolish"
KINDS = {WHOLE: "全部を移す（改称・統合）", PART: "一部を移す（分割）", ABOLISH: "廃止する"}
"""What can become of a department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """One line as it was entered; `number` tells it apart, `successor` is empty where a department is abolished."""

    number: int
    predecessor: Department
    kind: str
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChoice:
    """An item of a department of which a part moves: which line takes it is for a person to choose."""

    name: str
    plan: str
    item: str
    predecessor: str
    targets: tuple[tuple[int, str], ...]
    stays: str
    chosen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An abolished department: whose roles end, and what it would still be responsible for."""

    department: str
    people: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything that would happen; `seen` is a hash of it, so that only what was looked at is done."""

    moves: tuple[MovePreview, ...]
    endings: tuple[Ending, ...]
    choices: tuple[ItemChoice, ...]
    requests: tuple[tuple[str, int], ...]
    seen: str


def choice_name(ledger_id: int, predecessor_id: int, item_id: str) -> str:
    """The name of the field by which the line is chosen that takes an item."""
    return f"item.{ledger_id}.{predecessor_id}.{item_id}"


def preview_reorganisation(
    *,
    municipality: Municipality,
    lines: Sequence[MoveLine],
    chosen: Mapping[str, int | None],
    on: datetime.date,
) -> Preview:
    """What `carry_out` would do; writes nothing. ActionDenied where it would be denied for the lines themselves."""
    _deny_contradictions(lines, on)
    states = ledger_states(municipality)
    choices = _choices(states, lines, chosen)
    moves = moves_of(states, lines, chosen)
    previews = plan_reorganisation(municipality=municipality, moves=moves, on=on) if moves else ()
    endings = _endings(states, moves, [line.predecessor for line in lines if line.kind == ABOLISH])
    requests = _requests([line.predecessor for line in lines if line.kind != PART])
    seen = hashlib.sha256(repr((previews, endings, choices, requests, on)).encode()).hexdigest()
    return Preview(moves=previews, endings=endings, choices=choices, requests=requests, seen=seen)


def _deny_contradictions(lines: Sequence[MoveLine], on: datetime.date) -> None:
    if not lines:
        raise ActionDenied("改編する部署を一つ以上選んでください。")
    abolished = {line.predecessor.pk: line.predecessor for line in lines if line.kind == ABOLISH}
    seen: set[int] = set()
    for line in lines:
        if line.kind == ABOLISH and line.predecessor.pk in seen:
            raise ActionDenied(f"{line.predecessor.name}の廃止の行が二つあります。一つにしてください。")
        if line.kind == ABOLISH:
            seen.add(line.predecessor.pk)
        if line.kind == WHOLE and line.predecessor.pk in abolished:
            raise ActionDenied(
                f"{line.predecessor.name}は、全部を移すと前日で終わります。廃止の行を消してください。"
            )
        if line.kind != ABOLISH and any(line.successor.strip() == one.name for one in abolished.values()):
            raise ActionDenied(f"{line.successor.strip()}は廃止する部署です。別の引継ぎ先にしてください。")
    last_day = on - datetime.timedelta(days=1)
    for one in abolished.values():
        if not exists_on(one, last_day):
            raise ActionDenied(
                f"{one.name}は改編の前日（{format_date(last_day)}）に存在していません。改編日を確かめてください。"
            )


def _choices(
    states: Sequence[LedgerState], lines: Sequence[MoveLine], chosen: Mapping[str, int | None]
) -> tuple[ItemChoice, ...]:
    """The items of departments of which a part moves, in the order of the plans."""
    found = []
    for predecessor in {
        line.predecessor.pk: line.predecessor for line in lines if line.kind == PART
    }.values():
        targets = tuple(
            (line.number, line.successor.strip())
            for line in lines
            if line.predecessor.pk == predecessor.pk and line.kind == PART
        )
        rest = next(
            (one for one in lines if one.predecessor.pk == predecessor.pk and one.kind == WHOLE), None
        )
        stays = f"ほかと一緒に{rest.successor.strip()}へ" if rest else f"{predecessor.name}のまま"
        for state in states:
            for item in state.content.items:
                if item.ended or predecessor.name not in (item.departments or ()):
                    continue
                name = choice_name(state.ledger.pk, predecessor.pk, item.item_id)
                number = chosen.get(name)
                found.append(
                    ItemChoice(
                        name=name,
                        plan=state.ledger.title,
                        item=item.name,
                        predecessor=predecessor.name,
                        targets=targets,
                        stays=stays,
                        chosen=number if number in dict(targets) else None,
                    )
                )
    return tuple(found)


def moves_of(
    states: Sequence[LedgerState], lines: Sequence[MoveLine], chosen: Mapping[str, int | None]
) -> list[DepartmentMove]:
    """The moves of the lines; of a part, the items for which its line was chosen."""
    moves = []
    for line in lines:
        if line.kind == ABOLISH:
            continue
        items = None
        if line.kind == PART:
            items = {
                state.ledger.pk: frozenset(
                    item.item_id
                    for item in state.content.items
                    if chosen.get(choice_name(state.ledger.pk, line.predecessor.pk, item.item_id))
                    == line.number
                )
                for state in states
            }
        moves.append(
            DepartmentMove(
                predecessor=line.predecessor,
                successor=line.successor,
                extent=SuccessionExtent.WHOLE if line.kind == WHOLE else SuccessionExtent.PART,
                items=items,
            )
        )
    return moves


def _endings(
    states: Sequence[LedgerState], moves: Sequence[DepartmentMove], departments: Sequence[Department]
) -> tuple[Ending, ...]:
    """What ends with the abolished departments: one query."""
    people: dict[int, list[str]] = {one.pk: [] for one in departments}
    rows = Membership.objects.filter(department__in=people, valid_to__isnull=True).select_related("person")
    for row in rows.order_by("pk"):
        if row.department_id is not None:
            people[row.department_id].append(f"{person_name(row.person)}（{Role(row.role).label}）")
    left: dict[str, dict[tuple[str, str], None]] = {one.name: {} for one in departments}
    for state in states:
        changes = [name_change(move, state.ledger) for move in moves]
        for content in (state.in_force, state.content):
            for item in with_departments(content, changes).items if content is not None else ():
                for name in () if item.ended else item.departments or ():
                    if name in left:
                        left[name][state.ledger.title, item.name] = None
    return tuple(
        Ending(department=one.name, people=tuple(people[one.pk]), left=tuple(left[one.name]))
        for one in departments
    )


def open_requests(departments: Iterable[Department]) -> list[tuple[int, int, int]]:
    """Requests of open rounds that are not 確定: (round, department, how many). One query."""
    rows = (
        Assignment.objects.filter(
            department__in=[one.pk for one in departments], cancelled=False, round__closed_on__isnull=True
        )
        .exclude(state=AnswerState.CONFIRMED.value)
        .order_by()
        .values("round_id", "department_id")
        .annotate(count=Count("pk"))
    )
    return sorted((row["round_id"], row["department_id"], row["count"]) for row in rows)


def _requests(departments: Sequence[Department]) -> tuple[tuple[str, int], ...]:
    names = {one.pk: one.name for one in departments}
    counts = dict.fromkeys(names, 0)
    for _, number, count in open_requests(departments):
        counts[number] += count
    return tuple((names[number], count) for number, count in counts.items() if count)
