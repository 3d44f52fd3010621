"""A collaboration entry (協働事業) as a department answers it, with its dates and organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mitodoke.domain.answer_fields import parse_field
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, OrganisationRole, Recurrence
from mitodoke.domain.fiscal_year import parse_year
from mitodoke.domain.japanese_date import parse_date
from mitodoke.domain.judgement import ResultState
from mitodoke.domain.quantity import Quantity, parse_quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceAnswer:
    """One 実施年月日: its date as typed, and ISO `start`/`end` where that is one readable date or range."""

    position: int
    dates: str | None
    start: str | None
    end: str | None
    label: str | None
    participants: Quantity | None
    cancelled: bool
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAnswer:
    """An organisation and what it does in the project."""

    position: int
    name: str | None
    role: OrganisationRole


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAnswer:
    """What a department says of one project of the year; `state` with `reason` where it did not take place."""

    title: str | None
    form: CollaborationForm | None
    name_holder: NameHolder | None
    recurrence: Recurrence | None
    since: str | None
    since_year: int | None
    purpose: str | None
    effects: str | None
    participants: Quantity | None
    state: ResultState | None
    reason: str | None
    occurrences: tuple[OccurrenceAnswer, ...]
    organisations: tuple[OrganisationAnswer, ...]

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is missing or unreadable: the field and a sentence."""
        if self.title is None:
            yield "entry.title", "事業名がありません。市民に分かる名前を入力してください。"
        if self.form is None:
            yield "entry.form", "協働の形態が選ばれていません。一つ選んでください。"
        if self.since is not None and self.since_year is None:
            yield (
                "entry.since_year",
                f"開始年「{self.since}」は読めません。「平成元年」のように入力してください。",
            )
        if self.state is not None and not self.reason:
            yield "entry.reason", f"「{self.state.label}」とする理由を入力してください。"
        if self.state is None and not self.occurrences:
            yield (
                "occurrence.1.dates",
                "実施年月日がありません。実施した日か、「実施の代わりの状態」とその理由を入力してください。",
            )
        yield from _count_problem("entry.participants", self.participants)
        for one in self.occurrences:
            prefix = f"occurrence.{one.position}."
            if one.dates is None:
                yield (
                    f"{prefix}dates",
                    f"実施{one.position}の年月日がありません。日付か「通年」などを入力してください。",
                )
            yield from _count_problem(f"{prefix}participants", one.participants)
        for organisation in self.organisations:
            if organisation.name is None:
                field = f"organisation.{organisation.position}.name"
                yield (
                    field,
                    f"団体{organisation.position}の名前がありません。名前を入力するか、行を消してください。",
                )


def read_entry(fields: Mapping[str, str]) -> EntryAnswer:
    """The entry in `fields`; what is not readable stays as typed and is told by `problems`."""
    since = fields.get("entry.since_year")
    state = fields.get("entry.state")
    form, holder, recurrence = (fields.get(f"entry.{name}") for name in ("form", "name_holder", "recurrence"))
    return EntryAnswer(
        title=fields.get("entry.title"),
        form=None if form is None else CollaborationForm(form),
        name_holder=None if holder is None else NameHolder(holder),
        recurrence=None if recurrence is None else Recurrence(recurrence),
        since=since,
        since_year=None if since is None else parse_year(since),
        purpose=fields.get("entry.purpose"),
        effects=fields.get("entry.effects"),
        participants=_quantity(fields.get("entry.participants")),
        state=None if state is None else ResultState(state),
        reason=fields.get("entry.reason"),
        occurrences=tuple(_occurrence(n, row) for n, row in _rows(fields, "occurrence") if _took_place(row)),
        organisations=tuple(
            OrganisationAnswer(
                position=number,
                name=row.get("name"),
                role=OrganisationRole(row.get("role", OrganisationRole.PARTNER.value)),
            )
            for number, row in _rows(fields, "organisation")
        ),
    )


def _took_place(row: Mapping[str, str]) -> bool:
    """A label alone was offered from last year, and says of no day of this year that something took place."""
    return set(row) != {"label"}


def _rows(fields: Mapping[str, str], part: str) -> list[tuple[int, dict[str, str]]]:
    rows: dict[int, dict[str, str]] = defaultdict(dict)
    for name, value in fields.items():
        field = parse_field(name)
        if field is not None and field.rule.part == part and field.rule.name is not None:
            rows[field.position][field.rule.name] = value
    return sorted(rows.items())


def _occurrence(number: int, row: Mapping[str, str]) -> OccurrenceAnswer:
    dates = row.get("dates")
    span = parse_date(dates) if dates is not None else None
    return OccurrenceAnswer(
        position=number,
        dates=dates,
        start=span.start if span else None,
        end=span.end if span else None,
        label=row.get("label"),
        participants=_quantity(row.get("participants")),
        cancelled="cancelled" in row,
        note=row.get("note"),
    )


def _quantity(text: str | None) -> Quantity | None:
    return None if text is None else parse_quantity(text)


def _count_problem(field: str, quantity: Quantity | None) -> Iterator[tuple[str, str]]:
    if quantity is None:
        return
    value = quantity.value
    if value is None or value < 0 or value != value.to_integral_value():
        yield (
            field,
            f"参加人数「{quantity.printed}」は人数として読めません。「延べ120人」「約30人」のように入力してください。",
        )
