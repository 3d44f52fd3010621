"""One answer with all that a form shows beside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer import Answer, Problem
from mitodoke.domain.answer_fields import FIELDS, Ask, FieldRule, field_label, parse_field
from mitodoke.domain.approval import WRITABLE, Action, AnswerState, window_refusal
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.role import Right, roles_with
from mitodoke.reporting.last_year import known_facts
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, ProxyEntry
from mitodoke.reporting.permissions import actor
from mitodoke.reporting.proxies import NO_PROXIES
from mitodoke.reporting.queries.proxies import ProxyNote, proxy_notes
from mitodoke.reporting.queries.tasks import possible_actions
from mitodoke.reporting.sheets import read_sheet

_ORDER = {(rule.part, rule.name): number for number, rule in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as a form shows it; `revision` goes back with the change. `unchanged` marks last year's text."""

    name: str
    label: str
    rule: FieldRule
    value: str | None
    offered: str | None
    unchanged: bool
    revision: int
    changed_by: str | None
    changed_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """An answer to read or edit.

    `fields` are those with a value or an offer and every single one that is asked, in the order of the form; of
    repeated fields a form adds the next number itself (revision 0). `last_step` and the values of `indicators` are
    what stood before. `actions` are possible now for this person; `refusal` says why there are none, if so. `proxy`
    is the 代行入力 by which this person writes now, if so; `may_stand_in` tells that it could be begun, `proxy_notes`
    who has entered for the department.
    """

    assignment: Assignment
    state: AnswerState
    asks: tuple[Ask, ...]
    fields: tuple[FieldView, ...]
    answer: Answer
    problems: tuple[Problem, ...]
    doubts: tuple[EntryDoubt, ...]
    indicators: tuple[Indicator, ...]
    asked_indicators: dict[str, str]
    last_step: int | None
    last_participants: int | None
    actions: tuple[Action, ...]
    refusal: str | None
    proxy: ProxyEntry | None
    may_stand_in: bool
    proxy_notes: tuple[ProxyNote, ...]


def answer_page(*, assignment_id: int, person: User, clock: Clock = timezone.now) -> AnswerPage | None:
    """The answer for `person`; None where there is no such request, ActionDenied where it may not be read.

    The number of queries does not depend on the number of fields.
    """
    row = (
        Assignment.objects.select_related(
            "round__plan__document", "round__register", "round__previous", "item", "department"
        )
        .filter(pk=assignment_id)
        .first()
    )
    if row is None:
        return None
    who = actor(person, clock)
    municipality = row.department.municipality_id
    if not who.may(Right.READ_ANSWERS, municipality=municipality, department=row.department_id):
        names = "、".join(role.label for role in roles_with(Right.READ_ANSWERS))
        raise ActionDenied(
            f"{row.department.name}の回答を読めるのは、その部署の担当と、{names}の役割を持つ人だけです。"
            "必要なときは管理者に役割の登録を依頼してください。"
        )
    fields = list(AnswerField.objects.filter(assignment=row))
    facts = known_facts(row.round, [row])
    sheet = read_sheet(row.round, row, fields, facts)
    refusal = window_refusal(row.round.window, who.today)
    if row.cancelled:
        refusal = "この回答の依頼は取り消されています。"
    proxies = who.proxies_for([row])
    actions = () if refusal else possible_actions(row, who, proxies)
    writes_anyway = Action.SAVE in possible_actions(row, who, NO_PROXIES)
    can_stand_in = (
        refusal is None
        and AnswerState(row.state) in WRITABLE
        and not writes_anyway
        and who.may(Right.ENTER_ON_BEHALF, municipality=municipality)
    )
    return AnswerPage(
        assignment=row,
        state=AnswerState(row.state),
        asks=sheet.asks,
        fields=_views(fields, sheet.asks, sheet.indicator_names),
        answer=sheet.answer,
        problems=sheet.problems,
        doubts=tuple(EntryDoubt.objects.filter(assignment=row)),
        indicators=sheet.context.indicators,
        asked_indicators=sheet.indicator_names,
        last_step=sheet.context.last_step,
        last_participants=sheet.context.last_participants,
        actions=actions,
        refusal=refusal,
        proxy=proxies.entry_for(row) if can_stand_in else None,
        may_stand_in=can_stand_in and proxies.entry_for(row) is None,
        proxy_notes=proxy_notes(assignment=row),
    )


def _views(
    rows: list[AnswerField], asks: tuple[Ask, ...], indicators: dict[str, str]
) -> tuple[FieldView, ...]:
    by_name = {
        row.name: row for row in rows if row.value is not None or row.offered is not None or row.revision
    }
    for name in _asked_names(asks, indicators):
        by_name.setdefault(name, AnswerField(name=name))
    views = []
    for name, row in by_name.items():
        field = parse_field(name)
        if field is None or not field.rule.asks & set(asks):
            continue
        views.append(
            FieldView(
                name=name,
                label=field_label(name, indicators),
                rule=field.rule,
                value=row.value,
                offered=row.offered,
                unchanged=row.offered is not None and row.value == row.offered,
                revision=row.revision,
                changed_by=row.changed_by,
                changed_at=row.changed_at,
            )
        )
    return tuple(sorted(views, key=lambda view: _position(view.name, list(indicators))))


def _asked_names(asks: tuple[Ask, ...], indicators: dict[str, str]) -> list[str]:
    """The fields that are there without anybody adding one."""
    names = []
    for rule in FIELDS:
        if not rule.asks & set(asks):
            continue
        if not rule.keyed:
            names.append(f"{rule.part}.{rule.name}")
        elif rule.part == "kpi":
            names += [f"kpi.{key}.{rule.name}" for key in indicators]
    return names


def _position(name: str, indicators: list[str]) -> tuple[int, int, int]:
    """Repeated fields stand together by their number, at the place of the first field of their part."""
    field = parse_field(name)
    assert field is not None
    rule = field.rule
    first = min(number for (part, _), number in _ORDER.items() if part == rule.part)
    inside = _ORDER[rule.part, rule.name]
    if field.key is None:
        return first, 0, inside
    if rule.part == "kpi":
        return first, indicators.index(field.key) if field.key in indicators else len(indicators), inside
    return first, field.position, inside
