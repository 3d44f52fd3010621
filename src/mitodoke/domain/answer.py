"""An answer (回答) read from its fields: values where the fields make sense, problems where they do not yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.answer_fields import Ask, Certainty, FieldName, Flag, field_label, parse_field
from mitodoke.domain.entry_answer import EntryAnswer, read_entry
from mitodoke.domain.evidence import EvidenceLink
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.judgement import ResultState
from mitodoke.domain.quantity import Quantity, parse_quantity

_WHOLE = re.compile(r"\d{1,3}\Z", re.ASCII)
LINK = re.compile(r"https?://[^\s/]+(?:/\S*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an answer cannot be submitted yet: the field it stands at, and one sentence."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualAnswer:
    """The actual value of one indicator: a quantity, or a state with the reason why there is none.

    `evidence` is a web address, told to the public only where `evidence_is_public`. `unit_taken` is the unit in which
    a number was taken that was typed without one; None where it was not (see `asked_unit`).
    """

    indicator_id: str
    quantity: Quantity | None
    certainty: Certainty | None
    state: ResultState | None
    reason: str | None
    note: str | None
    source: str | None
    evidence: str | None
    evidence_is_public: bool = False
    unit_taken: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a department answers about one item or entry; None and () where nothing is said yet.

    `step` is the rating from 0 to 10; with `state` it stands for a finished item's last rating. `activities` are
    the texts with the number of their field.
    """

    step: int | None = None
    state: ResultState | None = None
    reason: str | None = None
    activities: tuple[tuple[int, str], ...] = ()
    actuals: tuple[ActualAnswer, ...] = ()
    evidence: tuple[EvidenceLink, ...] = ()
    entry: EntryAnswer | None = None


def read_answer(
    fields: Mapping[str, str], *, asks: Collection[Ask], indicators: Mapping[str, str]
) -> tuple[Answer, tuple[Problem, ...]]:
    """The answer in `fields` (name to text) and what is missing or unreadable in it.

    `asks` says what must be there, `indicators` (id to name) whose actual values are asked. Fields of other
    indicators or asks are left aside.
    """
    problems: list[Problem] = []
    answer = Answer(
        step=_step(fields, problems) if Ask.RATINGS in asks else None,
        state=_state(fields.get("rating.state")) if Ask.RATINGS in asks else None,
        reason=fields.get("rating.reason") if Ask.RATINGS in asks else None,
        activities=_activities(fields) if Ask.ACTIVITIES in asks else (),
        actuals=tuple(_actual(fields, key) for key in indicators) if Ask.KPI_ACTUALS in asks else (),
        evidence=_evidence(fields),
        entry=read_entry(fields) if {Ask.COLLABORATION_ENTRIES, Ask.PATRONAGE} & set(asks) else None,
    )
    if Ask.RATINGS in asks:
        _look_at_rating(answer, problems)
    if Ask.ACTIVITIES in asks and not answer.activities and answer.state is None:
        _tell(
            problems,
            "activity.1",
            "取組事業内容がありません。この年度に行ったことを一つ以上入力してください。",
        )
    for actual in answer.actuals:
        _look_at_actual(actual, indicators, problems)
    if answer.entry is not None:
        for field, message in answer.entry.problems():
            _tell(problems, field, message)
    _look_at_links(fields, indicators, problems)
    return answer, tuple(problems)


def numbered(fields: Mapping[str, str], part: str) -> list[tuple[FieldName, str]]:
    """The fields of `part` that repeat by number, in the order of their numbers."""
    found = [
        (field, value)
        for name, value in fields.items()
        if (field := parse_field(name)) is not None and field.rule.part == part
    ]
    return sorted(found, key=lambda pair: pair[0].position)


def _tell(problems: list[Problem], field: str, message: str) -> None:
    problems.append(Problem(field=field, message=message))


def _state(text: str | None) -> ResultState | None:
    return None if text is None else ResultState(text)


def _step(fields: Mapping[str, str], problems: list[Problem]) -> int | None:
    text = fields.get("rating.step")
    if text is None:
        return None
    folded = fold_width(text).strip()
    if _WHOLE.match(folded) and int(folded) <= 10:
        return int(folded)
    _tell(problems, "rating.step", f"評価「{text}」は読めません。0 から 10 までの整数を入力してください。")
    return None


def _look_at_rating(answer: Answer, problems: list[Problem]) -> None:
    unreadable = any(problem.field == "rating.step" for problem in problems)
    if answer.state is None:
        if answer.step is None and not unreadable:
            _tell(
                problems,
                "rating.step",
                "評価がありません。0 から 10 までの評価か、「評価の代わりの状態」とその理由を入力してください。",
            )
        return
    if not answer.reason:
        _tell(problems, "rating.reason", f"「{answer.state.label}」とする理由を入力してください。")
    if answer.state is ResultState.DONE:
        if answer.step is None and not unreadable:
            _tell(problems, "rating.step", "完了したときは、最後の評価を 0 から 10 までで入力してください。")
    elif answer.step is not None:
        _tell(
            problems,
            "rating.step",
            f"評価と「{answer.state.label}」の両方があります。どちらか一方を消してください。",
        )


def _activities(fields: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    return tuple((field.position, value) for field, value in numbered(fields, "activity"))


def _evidence(fields: Mapping[str, str]) -> tuple[EvidenceLink, ...]:
    """The links in the order of their numbers; a caption without an address is no link."""
    return tuple(
        EvidenceLink(
            number=field.position,
            address=address,
            caption=fields.get(f"evidence.{field.key}.caption"),
            is_public=fields.get(f"evidence.{field.key}.public") == Flag.YES,
        )
        for field, address in numbered(fields, "evidence")
        if field.rule.name is None
    )


def _actual(fields: Mapping[str, str], key: str) -> ActualAnswer:
    def told(name: str) -> str | None:
        return fields.get(f"kpi.{key}.{name}")

    value, certainty = told("value"), told("certainty")
    return ActualAnswer(
        indicator_id=key,
        quantity=None if value is None else parse_quantity(value),
        certainty=None if certainty is None else Certainty(certainty),
        state=_state(told("state")),
        reason=told("reason"),
        note=told("note"),
        source=told("source"),
        evidence=told("evidence"),
        evidence_is_public=told("evidence_public") == Flag.YES,
    )


def _look_at_actual(actual: ActualAnswer, indicators: Mapping[str, str], problems: list[Problem]) -> None:
    prefix, name = f"kpi.{actual.indicator_id}.", indicators[actual.indicator_id]
    if actual.state is not None:
        if actual.quantity is not None:
            _tell(
                problems,
                f"{prefix}value",
                f"「{name}」に実績値と「{actual.state.label}」の両方があります。どちらか一方を消してください。",
            )
        if not actual.reason:
            _tell(
                problems,
                f"{prefix}reason",
                f"「{name}」を「{actual.state.label}」とする理由を入力してください。",
            )
        return
    if actual.quantity is None:
        _tell(
            problems,
            f"{prefix}value",
            f"「{name}」の実績値がありません。値か、「実績値の代わりの状態」とその理由を入力してください。",
        )
        return
    if actual.quantity.value is None:
        _tell(
            problems,
            f"{prefix}value",
            f"「{name}」の実績値「{actual.quantity.printed}」は一つの数値として読めません。"
            "数値で入力し、説明は備考に書いてください。",
        )
    if actual.certainty is None:
        _tell(problems, f"{prefix}certainty", f"「{name}」の実績値が確定か見込みかを選んでください。")


def _look_at_links(fields: Mapping[str, str], indicators: Mapping[str, str], problems: list[Problem]) -> None:
    for name, value in fields.items():
        field = parse_field(name)
        if field is not None and field.rule.kind == "link" and not LINK.match(value):
            label = field_label(name, dict(indicators))
            _tell(
                problems,
                name,
                f"{label}「{value[:40]}」は、ウェブのアドレスとして読めません。https:// で始まるアドレスを入力してください。",
            )
        if field is not None and (field.rule.part, field.rule.name) == ("evidence", "caption"):
            _look_at_caption(fields, field, problems)


def _look_at_caption(fields: Mapping[str, str], field: FieldName, problems: list[Problem]) -> None:
    if f"evidence.{field.key}" not in fields:
        _tell(
            problems,
            f"evidence.{field.key}",
            f"根拠資料{field.key}の説明がありますが、アドレスがありません。アドレスを入力するか、説明を消してください。",
        )


def value_of(actual: ActualAnswer) -> Decimal | None:
    """The number that was answered, in the unit as typed or taken; None where there is none."""
    return None if actual.quantity is None else actual.quantity.value
