"""A confirmed entry of the desk as the record of a collaboration register."""

from __future__ import annotations

from mitodoke.documents.transcript import Transcript
from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    Occurrence,
    OrganisationMention,
)
from mitodoke.domain.entry_answer import EntryAnswer, OccurrenceAnswer
from mitodoke.domain.place import Place
from mitodoke.domain.quantity import Quantity
from mitodoke.reporting.sheets import Sheet


def entry_record(sheet: Sheet, fiscal_year: int, transcript: Transcript, number: int) -> CollaborationEntry:
    """The record of a confirmed entry, written into `transcript`; `number` is its number in the register.

    What did not take place is one cancelled occurrence without a date, with state and reason as its note. The id
    is last year's key, so that the project can be followed, or that of the request.
    """
    answer = sheet.answer.entry
    key = sheet.assignment.entry_key
    assert answer is not None
    assert key is not None
    form = answer.form or CollaborationForm.COOPERATION
    place = transcript.record(_text(answer, sheet.assignment.department.name), key)
    occurrences = tuple(_occurrence(one, place) for one in answer.occurrences)
    if answer.state is not None:
        occurrences = (*occurrences, _not_held(answer, len(occurrences) + 1, place))
    organisations = tuple(
        OrganisationMention(position=position, name=one.name or "", role=one.role, place=place)
        for position, one in enumerate(answer.organisations, start=1)
    )
    return CollaborationEntry(
        entry_id=key if not key.startswith("new-") else f"{form.value}-{fiscal_year}-{key}",
        fiscal_year=fiscal_year,
        form=form,
        name_holder=answer.name_holder,
        number=str(number),
        title=answer.title or "",
        departments=(sheet.assignment.department.name,),
        recurrence=answer.recurrence,
        recurrence_printed=_recurrence(answer),
        since_year=answer.since_year,
        purpose=answer.purpose,
        organisations_printed="、".join(one.name for one in organisations) or None,
        organisations=organisations,
        organisations_are_prose=False,
        effects=answer.effects,
        participants_printed=answer.participants.printed if answer.participants else None,
        participants=_count(answer.participants),
        occurrences=occurrences,
        dates_printed="、".join(one.dates for one in answer.occurrences if one.dates) or None,
        place=place,
    )


def _occurrence(answer: OccurrenceAnswer, place: Place) -> Occurrence:
    count = answer.participants
    return Occurrence(
        position=answer.position,
        label=answer.label,
        start=answer.start,
        end=answer.end,
        date_printed=answer.dates,
        participants=_count(count),
        approximate=bool(count and count.approximate),
        cumulative=bool(count and count.cumulative),
        cancelled=answer.cancelled,
        note=answer.note,
        place=place,
    )


def _not_held(answer: EntryAnswer, position: int, place: Place) -> Occurrence:
    assert answer.state is not None
    return Occurrence(
        position=position,
        label=None,
        start=None,
        end=None,
        date_printed=None,
        participants=None,
        approximate=False,
        cumulative=False,
        cancelled=True,
        note=f"{answer.state.label}：{answer.reason}",
        place=place,
    )


def _count(quantity: Quantity | None) -> int | None:
    return None if quantity is None or quantity.value is None else int(quantity.value)


def _recurrence(answer: EntryAnswer) -> str | None:
    if answer.recurrence is None:
        return None
    return answer.recurrence.label + (f"（{answer.since}～）" if answer.since else "")


def _text(answer: EntryAnswer, department: str) -> str:
    """The entry as the transcript shows it."""
    lines = [f"{answer.title or ''}（{answer.form.label if answer.form else ''}、{department}）"]
    lines += [
        f"{name}：{said}"
        for name, said in (
            ("実施区分", _recurrence(answer)),
            ("目的", answer.purpose),
            ("効果・反響", answer.effects),
        )
        if said
    ]
    if answer.organisations:
        lines.append("団体：" + "、".join(one.name or "" for one in answer.organisations))
    for one in answer.occurrences:
        count = f" {one.participants.printed}" if one.participants else ""
        lines.append(f"実施：{one.label + ' ' if one.label else ''}{one.dates or ''}{count}")
    if answer.participants:
        lines.append(f"参加人数の合計：{answer.participants.printed}")
    if answer.state is not None:
        lines.append(f"{answer.state.label}：{answer.reason}")
    return "\n".join(lines)
