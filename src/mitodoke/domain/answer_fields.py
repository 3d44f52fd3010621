"""The fields of an answer (回答): their names, labels and what each may hold, as one table.

A field is saved as it is typed, on its own, so that a half-filled draft is never lost; `answer.py` reads the
fields together as values. Names: ``rating.step``, ``activity.3``, ``kpi.K1.value``, ``entry.title``,
``occurrence.2.dates``. What is a text is offered from last year; what is a number never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.collaboration import CollaborationForm, NameHolder, OrganisationRole, Recurrence
from mitodoke.domain.judgement import ResultState


class Ask(StrEnum):
    """What a round asks of departments."""

    RATINGS = "ratings"
    ACTIVITIES = "activities"
    KPI_ACTUALS = "kpi_actuals"
    COLLABORATION_ENTRIES = "collaboration_entries"
    PATRONAGE = "patronage"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Ask.RATINGS: "10段階評価",
            Ask.ACTIVITIES: "取組事業内容",
            Ask.KPI_ACTUALS: "指標の実績値",
            Ask.COLLABORATION_ENTRIES: "協働事業",
            Ask.PATRONAGE: "後援（名義）",
        }[self]


ENTRY_ASKS = frozenset({Ask.COLLABORATION_ENTRIES, Ask.PATRONAGE})
"""Asked of a collaboration register; the others are asked of a plan."""


class Certainty(StrEnum):
    """Whether an actual value is final."""

    FINAL = "final"
    ESTIMATE = "estimate"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {Certainty.FINAL: "確定", Certainty.ESTIMATE: "見込み"}[self]


class Flag(StrEnum):
    """A field that says yes; left empty it says no."""

    YES = "yes"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return "はい"


class FieldKind(StrEnum):
    """What a field holds and which control a form shows for it."""

    TEXT = "text"
    LINE = "line"
    WHOLE = "whole"
    QUANTITY = "quantity"
    CHOICE = "choice"
    DATES = "dates"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One line of the table: `part` before and `name` after the key of a repeated field.

    `keyed` fields repeat: by an indicator's id (``kpi``) or a number from 1. `longest` counts characters,
    `words` are the choices, `offered` marks texts that last year's answer offers for editing.
    """

    part: str
    name: str | None
    label: str
    kind: FieldKind
    asks: frozenset[Ask]
    keyed: bool = False
    longest: int = 4000
    words: type[StrEnum] | None = None
    offered: bool = False


_ITEM = frozenset({Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS})
_T, _L, _W, _C = FieldKind.TEXT, FieldKind.LINE, FieldKind.WHOLE, FieldKind.CHOICE


def _rule(
    part: str,
    name: str | None,
    label: str,
    kind: FieldKind,
    asks: Iterable[Ask],
    *,
    keyed: bool = False,
    longest: int = 4000,
    words: type[StrEnum] | None = None,
    offered: bool = False,
) -> FieldRule:
    return FieldRule(
        part=part,
        name=name,
        label=label,
        kind=kind,
        asks=frozenset(asks),
        keyed=keyed,
        longest=longest,
        words=words,
        offered=offered,
    )


_RATED, _ACTED, _KPI = [Ask.RATINGS], [Ask.ACTIVITIES], [Ask.KPI_ACTUALS]
FIELDS: tuple[FieldRule, ...] = (
    _rule("rating", "step", "10段階評価", _W, _RATED, longest=20),
    _rule("rating", "state", "評価の代わりの状態", _C, _RATED, words=ResultState),
    _rule("rating", "reason", "評価の理由", _T, _RATED),
    _rule("activity", None, "取組事業内容", _T, _ACTED, keyed=True, offered=True),
    _rule("kpi", "value", "実績値", FieldKind.QUANTITY, _KPI, keyed=True, longest=200),
    _rule("kpi", "certainty", "確定・見込みの別", _C, _KPI, keyed=True, words=Certainty),
    _rule("kpi", "state", "実績値の代わりの状態", _C, _KPI, keyed=True, words=ResultState),
    _rule("kpi", "reason", "実績値がない理由", _T, _KPI, keyed=True),
    _rule("kpi", "note", "実績値の備考", _T, _KPI, keyed=True),
    _rule("kpi", "source", "実績値の出典", _L, _KPI, keyed=True, longest=500, offered=True),
    _rule("kpi", "evidence", "実績値の根拠資料", FieldKind.LINK, _KPI, keyed=True, longest=2000),
    _rule("kpi", "evidence_public", "実績値の根拠資料を公開してよい", _C, _KPI, keyed=True, words=Flag),
    _rule("evidence", None, "根拠資料", FieldKind.LINK, _ITEM, keyed=True, longest=2000),
    _rule("evidence", "caption", "根拠資料の説明", _L, _ITEM, keyed=True, longest=500),
    _rule("evidence", "public", "根拠資料を公開してよい", _C, _ITEM, keyed=True, words=Flag),
    _rule("entry", "title", "事業名", _L, ENTRY_ASKS, longest=500, offered=True),
    _rule("entry", "form", "協働の形態", _C, ENTRY_ASKS, words=CollaborationForm, offered=True),
    _rule("entry", "name_holder", "後援の名義", _C, ENTRY_ASKS, words=NameHolder, offered=True),
    _rule("entry", "recurrence", "実施区分", _C, ENTRY_ASKS, words=Recurrence, offered=True),
    _rule("entry", "since_year", "開始年", _L, ENTRY_ASKS, longest=40, offered=True),
    _rule("entry", "purpose", "目的", _T, ENTRY_ASKS, offered=True),
    _rule("entry", "effects", "効果・反響", _T, ENTRY_ASKS, offered=True),
    _rule("entry", "participants", "参加人数の合計", FieldKind.QUANTITY, ENTRY_ASKS, longest=200),
    _rule("entry", "state", "実施の代わりの状態", _C, ENTRY_ASKS, words=ResultState),
    _rule("entry", "reason", "実施しなかった理由", _T, ENTRY_ASKS),
    _rule("occurrence", "dates", "実施年月日", FieldKind.DATES, ENTRY_ASKS, keyed=True, longest=500),
    _rule("occurrence", "label", "実施内容", _L, ENTRY_ASKS, keyed=True, longest=500, offered=True),
    _rule("occurrence", "participants", "参加人数", FieldKind.QUANTITY, ENTRY_ASKS, keyed=True, longest=200),
    _rule("occurrence", "cancelled", "中止", _C, ENTRY_ASKS, keyed=True, words=Flag),
    _rule("occurrence", "note", "実施の備考", _L, ENTRY_ASKS, keyed=True, longest=1000),
    _rule("organisation", "name", "団体名", _L, ENTRY_ASKS, keyed=True, longest=500, offered=True),
    _rule("organisation", "role", "団体の役割", _C, ENTRY_ASKS, keyed=True, words=OrganisationRole, offered=True),
)  # fmt: skip
"""Every field there is, in the order in which a form shows them."""

_BY_PARTS = {(rule.part, rule.name): rule for rule in FIELDS}
_POSITION = re.compile(r"[1-9]\d{0,2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldName:
    """A field's name taken apart; `key` is the indicator's id or the number of a repeated field."""

    rule: FieldRule
    key: str | None

    @property
    def position(self) -> int:
        """The number of a field that repeats by number; ValueError for others."""
        return int(self.key or "")


def parse_field(name: str) -> FieldName | None:
    """The field that `name` means, or None: ``kpi.K1.value`` is the value of K1, numbers run from 1 to 999."""
    part, _, rest = name.partition(".")
    if (part, rest) in _BY_PARTS and not _BY_PARTS[part, rest].keyed:
        return FieldName(rule=_BY_PARTS[part, rest], key=None)
    if (part, None) in _BY_PARTS and _POSITION.match(rest):
        return FieldName(rule=_BY_PARTS[part, None], key=rest)
    key, _, last = rest.rpartition(".")
    rule = _BY_PARTS.get((part, last))
    if rule is None or not rule.keyed or not key:
        return None
    if part != "kpi" and not _POSITION.match(key):
        return None
    return FieldName(rule=rule, key=key)


def field_label(name: str, indicator_names: dict[str, str] | None = None) -> str:
    """The field in Japanese for history and refusals; a KPI is named where its name is known."""
    field = parse_field(name)
    if field is None:
        return name
    if field.key is None:
        return field.rule.label
    if field.rule.part == "kpi":
        return f"{(indicator_names or {}).get(field.key, field.key)}の{field.rule.label}"
    if field.rule.part == "evidence" and field.rule.name is not None:
        return f"根拠資料{field.key}{_OF_EVIDENCE[field.rule.name]}"
    return f"{field.rule.label}{field.key}"


_OF_EVIDENCE = {"caption": "の説明", "public": "を公開してよい"}


def shown_value(name: str, value: str | None) -> str | None:
    """What people read instead of a stored choice (``final`` is 確定); other values as they are."""
    field = parse_field(name)
    if value is None or field is None or field.rule.words is None:
        return value
    word = next((one for one in field.rule.words if one.value == value), None)
    return getattr(word, "label", None) or ROLE_LABELS.get(value, value)


ROLE_LABELS = {OrganisationRole.PARTNER.value: "協働の相手", OrganisationRole.ORGANISER.value: "主催者"}
"""What an organisation's role is called at the desk."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (but tab and line feed), directions of writing, halves of characters: unseen, but not harmless."""


def tidy_value(value: str | None) -> str | None:
    """`value` as it is stored: line feeds only, no space at the ends of the text; nothing left is None."""
    if value is None:
        return None
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def value_refusal(field: FieldName, value: str) -> str | None:
    """Why the tidied `value` cannot even be kept as a draft, or None; whether it makes sense is told later."""
    label = field.rule.label
    if len(value) > field.rule.longest:
        return (
            f"「{label}」は{field.rule.longest:,}字までです（{len(value):,}字あります）。短くしてください。"
        )
    if found := _UNSEEN.search(value):
        return f"「{label}」の{found.start() + 1}文字目に、目に見えない制御文字があります。消してから保存してください。"
    if field.rule.words is not None and value not in {word.value for word in field.rule.words}:
        labels = "、".join(
            getattr(word, "label", None) or ROLE_LABELS[word.value] for word in field.rule.words
        )
        return f"「{label}」は次の中から選んでください：{labels}。"
    return None
