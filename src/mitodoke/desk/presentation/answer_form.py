"""The page of one answer: its sections with their controls, the values of former years, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from mitodoke.desk.presentation.answer_intros import (
    activities_intro,
    entry_intro,
    last_year_of,
    value_hint,
    year_of,
)
from mitodoke.desk.presentation.answer_needs import Need, needs
from mitodoke.desk.presentation.controls import NOTHING_TYPED, Control, ControlMaker, Typed
from mitodoke.desk.presentation.words import ACTION_BUTTON, ACTION_RESULT, REASON_HINT
from mitodoke.domain.answer_fields import Ask, parse_field
from mitodoke.domain.approval import TRANSITIONS, Action
from mitodoke.domain.indicator import Indicator
from mitodoke.publishing.presentation.dates import show_year
from mitodoke.publishing.presentation.indicator_chart import indicator_chart
from mitodoke.reporting.queries import AnswerPage


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """One value of an indicator that is known already."""

    role: str
    year: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Controls that belong together, with what is known beside them."""

    title: str
    controls: tuple[Control, ...]
    values: tuple[KnownValue, ...] = ()
    chart: Markup | None = None
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the answer; `intro` is for who writes, `remark` for everybody."""

    key: str
    title: str
    intro: str
    groups: tuple[Group, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act that is possible now; `button` is what to press, `label` the word of it."""

    action: str
    label: str
    button: str
    result: str
    needs_reason: bool
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """All sections; `editable` when this person can write in it now. `needs` is what is left before handing in."""

    sections: tuple[Section, ...]
    editable: bool
    deeds: tuple[Deed, ...]
    unchanged: int
    open_doubts: int
    conflicts: int
    needs: tuple[Need, ...]


_NEEDS_REASON = frozenset(one.action for one in TRANSITIONS if one.needs_reason)
_WHAT_TO_MEND = "相手が何を直せばよいか分かるように書いてください。"


def answer_form(
    page: AnswerPage, typed: Typed = NOTHING_TYPED, *, blank: bool = True, tells_problems: bool = False
) -> AnswerForm:
    """The form of an answer; `typed` is laid over what is stored. With `blank` one more row of what repeats.

    With `tells_problems` also an answer in which nothing was entered yet tells what is missing.
    """
    editable = Action.SAVE in page.actions
    maker = ControlMaker(page, typed, tells_problems=tells_problems)
    parts = _by_part(maker.names())
    blank = blank and editable
    sections = []
    if Ask.RATINGS in page.asks:
        sections.append(_rating(page, maker))
    if Ask.ACTIVITIES in page.asks:
        intro = activities_intro(page)
        sections.append(_repeated(maker, parts, "activity", "取組事業内容", intro, blank=blank))
    if Ask.KPI_ACTUALS in page.asks:
        sections.append(_indicators(page, maker))
    if "entry" in parts:
        sections.append(_entry(page, maker, parts))
        sections.append(_rows(maker, parts, "occurrence", "実施年月日と参加人数", "実施", blank=blank))
        sections.append(_rows(maker, parts, "organisation", "協働の相手", "団体", blank=blank))
    else:
        sections.append(_evidence(maker, parts, blank=blank))
    controls = [one for section in sections for group in section.groups for one in group.controls]
    return AnswerForm(
        sections=tuple(one for one in sections if editable or one.groups),
        editable=editable,
        deeds=tuple(
            Deed(
                action=action.value,
                label=action.label,
                button=ACTION_BUTTON[action],
                result=ACTION_RESULT[action],
                needs_reason=action in _NEEDS_REASON,
                hint=REASON_HINT.get(action, _WHAT_TO_MEND),
            )
            for action in page.actions
            if action not in (Action.SAVE, Action.SUBMIT)
        ),
        unchanged=sum(
            one.unchanged for one in controls if one.name.startswith(("activity.", "entry.effects"))
        ),
        open_doubts=sum(doubt.reason is None for one in controls for doubt in one.doubts),
        conflicts=sum(one.conflict is not None for one in controls),
        needs=needs((group.title, group.controls) for section in sections for group in section.groups)
        if editable
        else (),
    )


_EVIDENCE = (
    "評価や実績値の根拠になる資料がウェブにあれば、そのアドレスを入力してください。なくても提出できます。"
)
_ROW_FIELDS = {
    "occurrence": ("dates", "label", "participants", "cancelled", "note"),
    "organisation": ("name", "role"),
}


def _by_part(names: Iterable[str]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for name in names:
        if (field := parse_field(name)) is not None:
            parts.setdefault(field.rule.part, []).append(name)
    return parts


def _rating(page: AnswerPage, maker: ControlMaker) -> Section:
    last = "" if page.last_step is None else f"{last_year_of(page)}の評価は {page.last_step} でした。"
    controls = tuple(maker.control(f"rating.{name}") for name in ("step", "state", "reason"))
    return Section(
        key="rating",
        title="10段階評価",
        intro=f"{year_of(page)}末の進み具合に最も近い段階を一つ選んでください。",
        remark=last,
        groups=(Group(title="", controls=controls),),
    )


def _numbers(names: Iterable[str]) -> list[int]:
    return sorted({field.position for name in names if (field := parse_field(name)) is not None})


def _repeated(
    maker: ControlMaker, parts: dict[str, list[str]], part: str, title: str, intro: str, *, blank: bool
) -> Section:
    numbers = _numbers(parts.get(part, ()))
    if blank:
        numbers.append(max(numbers, default=0) + 1)
    controls = tuple(maker.control(f"{part}.{number}") for number in numbers)
    groups = (Group(title="", controls=controls),) if controls else ()
    return Section(key=part, title=title, intro=intro, groups=groups)


def _evidence(maker: ControlMaker, parts: dict[str, list[str]], *, blank: bool) -> Section:
    numbers = _numbers(parts.get("evidence", ()))
    if blank:
        numbers.append(max(numbers, default=0) + 1)
    names = [f"evidence.{number}{suffix}" for number in numbers for suffix in ("", ".caption", ".public")]
    controls = tuple(maker.control(name) for name in names)
    groups = (Group(title="", controls=controls),) if controls else ()
    return Section(key="evidence", title="根拠資料のアドレス", intro=_EVIDENCE, groups=groups)


def _indicators(page: AnswerPage, maker: ControlMaker) -> Section:
    groups = []
    known = {one.indicator_id: one for one in page.indicators}
    taken = {one.indicator_id: one.unit_taken for one in page.answer.actuals}
    for number, (key, name) in enumerate(page.asked_indicators.items(), start=1):
        fields = ("value", "certainty", "state", "reason", "note", "source", "evidence", "evidence_public")
        indicator = known.get(key)
        controls = tuple(maker.control(f"kpi.{key}.{field}") for field in fields)
        if indicator is not None:
            hint = value_hint(indicator, page.assignment.round.fiscal_year) or controls[0].hint
            controls = (replace(controls[0], hint=hint, unit=taken.get(key) or ""), *controls[1:])
        chart = indicator_chart(indicator, f"kpi-{number}", {}) if indicator else None
        groups.append(
            Group(
                title=name,
                controls=controls,
                values=_values(indicator) if indicator else (),
                chart=chart.drawing if chart else None,
                remark=chart.remark if chart else "",
                note=(indicator.note or "") if indicator else "",
            )
        )
    return Section(
        key="kpi",
        title="指標の実績値",
        intro=f"これまでの値を見ながら、{year_of(page)}の実績値を入力してください。前の年度の値は写していません。",
        groups=tuple(groups),
    )


def _values(indicator: Indicator) -> tuple[KnownValue, ...]:
    return tuple(
        KnownValue(
            role=one.role.label,
            year=show_year(one.fiscal_year, calendar_year=one.calendar_year) or "年度の記載なし",
            value=one.quantity.printed or "記載なし",
        )
        for one in indicator.values
    )


def _entry(page: AnswerPage, maker: ControlMaker, parts: dict[str, list[str]]) -> Section:
    return Section(
        key="entry",
        title="協働事業",
        intro=entry_intro(page),
        groups=(Group(title="", controls=tuple(maker.control(name) for name in parts["entry"])),),
    )


def _rows(
    maker: ControlMaker, parts: dict[str, list[str]], part: str, title: str, word: str, *, blank: bool
) -> Section:
    numbers = _numbers(parts.get(part, ()))
    if blank:
        numbers.append(max(numbers, default=0) + 1)
    groups = tuple(
        Group(
            title=f"{word}{number}",
            controls=tuple(maker.control(f"{part}.{number}.{field}") for field in _ROW_FIELDS[part]),
        )
        for number in numbers
    )
    return Section(
        key=part,
        title=title,
        intro="空の行は保存されません。保存すると、次の空の行が一つ増えます。",
        groups=groups,
    )
