"""One field of an answer as a control of a form: value, choices, what is doubted, and a conflict to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mitodoke.desk.presentation.words import show_moment
from mitodoke.domain.answer_fields import FieldKind, FieldName, field_label, parse_field, shown_value
from mitodoke.plans.queries import rating_steps_of
from mitodoke.reporting.models import EntryDoubt
from mitodoke.reporting.queries import AnswerPage, FieldView
from mitodoke.reporting.services import SavedField
from mitodoke.reporting.workbook import ExampleDates, example_dates

CHECKED_FIELDS_ARE_SMALL = frozenset({FieldKind.LINE, FieldKind.QUANTITY, FieldKind.LINK, FieldKind.WHOLE})
"""Kinds that fit one line."""

_HINTS: dict[str, str] = {
    "rating.state": "未着手、中止、評価困難のように、10段階で評価できないときだけ選び、下の「評価の理由」に理由を書いてください。"
    "上の10段階評価は「評価を選んでいない」にします（事業完了のときは、最後の評価を選びます）。",
    "rating.reason": "評価や状態の理由を書いてください。「評価の代わりの状態」を選んだときは、必ず書いてください。",
    "kpi.value": "数値と単位で入力してください（例：1,234人、12.5％）。",
    "kpi.certainty": "後で確定値に置き換わる値は「見込み」を選んでください。",
    "kpi.state": "実績値がないときだけ選び、下の「実績値がない理由」に理由を書いてください。実績値の欄は空けます。",
    "kpi.reason": "「実績値の代わりの状態」を選んだときに書いてください。",
    "kpi.note": "値について読む人に伝えることがあれば書いてください。公表の対象になります。",
    "kpi.source": "値の出どころ（調査名、統計名など）を書いてください。",
    "kpi.evidence": "資料のアドレス（https:// で始まるもの）を入力してください。なくても提出できます。",
    "kpi.evidence_public": "「はい」を選ばないときは公開しません。",
    "evidence.caption": "何を示す資料かを書いてください。",
    "evidence.public": "「はい」を選ばないときは公開しません。",
    "evidence": "資料のアドレス（https:// で始まるもの）を入力してください。",
    "activity": "この年度に行ったことを、市民に分かる言葉で書いてください。行わなかったものは空にしてください。",
    "occurrence.dates": "「{days}」「通年」のように入力してください。",
    "occurrence.participants": "「延べ120人」「約30人」のように入力してください。",
    "occurrence.cancelled": "予定していて中止したときだけ「はい」を選んでください。",
    "entry.name_holder": "協働の形態が後援（名義）のときに選んでください。",
    "entry.recurrence": "例年行っているか、この年度に初めて行ったかなどを選んでください。",
    "entry.since_year": "「平成元年」のように入力してください。",
    "entry.participants": "下の実施ごとの参加人数とは別に、合計を示すときだけ入力してください（例：延べ120人）。",
    "entry.state": "この年度に実施しなかったときだけ選び、下に理由を書いてください。",
    "entry.reason": "「実施の代わりの状態」を選んだときに書いてください。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """Something a check doubts about the field; `reason` is why it is right nevertheless, None while not said."""

    name: str
    message: str
    reason: str | None
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What somebody else has saved meanwhile, in words."""

    standing: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A field as a template puts it out; `html_id` is unique on the page, `original` what the person had seen.

    `unit` is the one in which the stored number is taken, where it was typed without.
    """

    name: str
    html_id: str
    label: str
    kind: str
    value: str
    shown: str
    original: str
    revision: int
    longest: int
    hint: str
    choices: tuple[tuple[str, str], ...]
    unchanged: bool
    changed: str
    problems: tuple[str, ...]
    doubts: tuple[DoubtView, ...]
    conflict: Conflict | None
    unit: str = ""

    @property
    def place(self) -> str:
        """The id of the field with all that belongs to it, for links to it."""
        return f"{self.html_id}-field"

    @property
    def described_by(self) -> str:
        """The ids of everything that explains the control."""
        parts = [("hint", self.hint), ("problems", self.problems), ("doubts", self.doubts)]
        found = [f"{self.html_id}-{name}" for name, there in parts if there]
        return " ".join(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person sent that could not be stored: values by field, what they had seen, and reasons for doubts."""

    values: Mapping[str, str]
    originals: Mapping[str, str]
    revisions: Mapping[str, int]
    reasons: Mapping[str, str]
    conflicts: Mapping[str, SavedField]


NOTHING_TYPED = Typed(values={}, originals={}, revisions={}, reasons={}, conflicts={})


def doubt_name(doubt: EntryDoubt) -> str:
    """The name under which a form sends the reason for a doubt."""
    return f"d:{doubt.check_name}:{doubt.field}"


class ControlMaker:
    """Makes the controls of one answer."""

    def __init__(
        self, page: AnswerPage, typed: Typed = NOTHING_TYPED, *, tells_problems: bool = False
    ) -> None:
        self._page = page
        self._typed = typed
        # An empty form is not a list of faults, unless somebody wants to hand it in.
        self._tells_problems = tells_problems or page.assignment.revision > 0
        self._views = {view.name: view for view in page.fields}
        self._problems: dict[str, list[str]] = {}
        for problem in page.problems:
            self._problems.setdefault(problem.field, []).append(problem.message)
        self._doubts: dict[str, list[EntryDoubt]] = {}
        for doubt in page.doubts:
            self._doubts.setdefault(doubt.field, []).append(doubt)
        self._dates = example_dates(page.assignment.round)
        self._made = 0

    def names(self) -> list[str]:
        """Every field there is: stored, offered, asked or typed."""
        return list(dict.fromkeys([*self._views, *self._typed.values]))

    def control(self, name: str) -> Control:
        """The control of a field, which may be a further one of a repeated field."""
        field = parse_field(name)
        assert field is not None, name
        self._made += 1
        view = self._views.get(name)
        stored = (view.value if view else None) or ""
        value = self._typed.values.get(name, stored)
        meeting = self._typed.conflicts.get(name)
        choices = self._choices(field)
        conflict = None
        if meeting is not None:
            conflict = Conflict(
                standing=shown_value(name, meeting.value) or "（空）",
                by=meeting.changed_by or "",
                at=show_moment(meeting.changed_at) if meeting.changed_at else "",
            )
        return Control(
            name=name,
            html_id=f"f{self._made}",
            label=_label(field),
            kind=_kind(field),
            value=value,
            shown=_shown(field, value, choices),
            original=(meeting.value or "") if meeting else self._typed.originals.get(name, stored),
            revision=meeting.revision if meeting else self._revision(name, view),
            longest=field.rule.longest,
            hint=_hint(field, self._dates),
            choices=choices,
            unchanged=bool(view and view.unchanged and value == stored),
            changed=_changed(view),
            problems=tuple(self._problems.get(name, ())) if self._tells_problems else (),
            doubts=tuple(
                DoubtView(
                    name=doubt_name(one),
                    message=one.message,
                    reason=one.override_reason,
                    typed=self._typed.reasons.get(doubt_name(one), ""),
                )
                for one in self._doubts.get(name, ())
            ),
            conflict=conflict,
        )

    def _choices(self, field: FieldName) -> tuple[tuple[str, str], ...]:
        if _kind(field) == "steps":
            steps = rating_steps_of(self._page.assignment.round.plan)
            return tuple((str(step), definition) for step, definition in steps)
        if field.rule.words is None:
            return ()
        name = field_name(field)
        return tuple((word.value, shown_value(name, word.value) or word.value) for word in field.rule.words)

    def _revision(self, name: str, view: FieldView | None) -> int:
        return self._typed.revisions.get(name, view.revision if view else 0)


def _label(field: FieldName) -> str:
    rule = field.rule
    if rule.part == "evidence" and rule.name is not None:
        return field_label(field_name(field))
    if rule.part in ("activity", "evidence"):
        return f"{rule.label}{field.key}"
    return rule.label


def _kind(field: FieldName) -> str:
    rule = field.rule
    if (rule.part, rule.name) == ("rating", "step"):
        return "steps"
    if (rule.part, rule.name) == ("kpi", "certainty"):
        return "radio"
    if rule.kind is FieldKind.CHOICE:
        return "select"
    return "line" if rule.kind in CHECKED_FIELDS_ARE_SMALL or rule.kind is FieldKind.DATES else "text"


def _shown(field: FieldName, value: str, choices: tuple[tuple[str, str], ...]) -> str:
    """A choice in words; a step with its definition, which a number alone does not tell."""
    if _kind(field) == "steps" and (definition := dict(choices).get(value)):
        return f"{value}（{definition}）"
    return shown_value(field_name(field), value) or ""


def field_name(field: FieldName) -> str:
    """The name that a field was taken apart from."""
    parts = (field.rule.part, field.key, field.rule.name)
    return ".".join(part for part in parts if part is not None)


def _hint(field: FieldName, dates: ExampleDates) -> str:
    rule = field.rule
    return _HINTS.get(f"{rule.part}.{rule.name}" if rule.name else rule.part, "").format(days=dates.days)


def _changed(view: FieldView | None) -> str:
    if view is None or view.changed_by is None or view.changed_at is None:
        return ""
    return f"{view.changed_by}が{show_moment(view.changed_at)}に入力"
