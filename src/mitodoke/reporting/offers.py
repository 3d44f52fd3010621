"""What last year offers for editing: texts, never numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mitodoke.collaborations.models import CollaborationEntry
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.answer_fields import ENTRY_ASKS, Ask, parse_field, tidy_value, value_refusal
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.fiscal_year import format_year
from mitodoke.plans.models import Activity
from mitodoke.reporting.models import AnswerField, ReportingRound


@dataclass(frozen=True, slots=True)
class Offers:
    """Texts by item key and department name, by item key alone, and by entry key."""

    answered: Mapping[tuple[str, str], Mapping[str, str]]
    printed: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, Mapping[str, str]]

    def for_item(self, key: str, department: str) -> Mapping[str, str]:
        """What this very department answered last year, else what the document of that year prints."""
        return self.answered.get((key, department)) or self.printed.get(key, {})

    def for_entry(self, key: str) -> Mapping[str, str]:
        """Last year's entry."""
        return self.entries.get(key, {})


def collect_offers(*, previous: SourceDocument | None, asks: Iterable[Ask], fiscal_year: int) -> Offers:
    """What the document `previous`, and the answers of earlier years to it, offer a round that asks `asks`."""
    asked = set(asks)
    if previous is None:
        return Offers({}, {}, {})
    if ENTRY_ASKS & asked:
        rows = previous.collaboration_entries.prefetch_related("occurrences", "mentions__organisation")
        return Offers({}, {}, {row.key: _safe(_entry_texts(row), asked) for row in rows})
    printed: dict[str, dict[str, str]] = {}
    if Ask.ACTIVITIES in asked:
        texts = Activity.objects.filter(item__plan__document=previous, text__isnull=False)
        for key, position, text in texts.values_list("item__key", "position", "text"):
            printed.setdefault(key, {})[f"activity.{position}"] = text or ""
    return Offers(
        answered={key: _safe(texts, asked) for key, texts in _answered(previous, fiscal_year).items()},
        printed={key: _safe(found, asked) for key, found in printed.items()},
        entries={},
    )


def _answered(previous: SourceDocument, fiscal_year: int) -> dict[tuple[str, str], dict[str, str]]:
    """The confirmed answers of the last round on the document before `fiscal_year`, by item key and department."""
    earlier = ReportingRound.objects.filter(plan__document__key=previous.key, fiscal_year__lt=fiscal_year)
    last = earlier.order_by("-fiscal_year").first()
    found: dict[tuple[str, str], dict[str, str]] = {}
    if last is not None:
        rows = AnswerField.objects.filter(
            assignment__round=last,
            assignment__state=AnswerState.CONFIRMED,
            assignment__cancelled=False,
            assignment__item__isnull=False,
            value__isnull=False,
        ).values_list("assignment__item__key", "assignment__department__name", "name", "value")
        for key, department, name, value in rows:
            found.setdefault((key, department), {})[name] = value or ""
    return found


def _entry_texts(row: CollaborationEntry) -> dict[str, str]:
    texts: dict[str, str | None] = {
        "entry.title": row.title,
        "entry.form": row.form,
        "entry.name_holder": row.name_holder,
        "entry.recurrence": row.recurrence,
        "entry.since_year": None if row.since_year is None else format_year(row.since_year),
        "entry.purpose": row.purpose,
        "entry.effects": row.effects,
    }
    for occurrence in row.occurrences.all():
        texts[f"occurrence.{occurrence.position}.label"] = occurrence.label
    for mention in row.mentions.all():
        texts[f"organisation.{mention.position}.name"] = mention.organisation.name
        texts[f"organisation.{mention.position}.role"] = mention.role
    return {name: text for name, text in texts.items() if text}


def _safe(texts: Mapping[str, str], asks: set[Ask]) -> dict[str, str]:
    """Of `texts` those that last year may offer and that a person could have typed."""
    safe = {}
    for name, text in texts.items():
        field, value = parse_field(name), tidy_value(text)
        if field is None or value is None or not field.rule.offered or not field.rule.asks & asks:
            continue
        if value_refusal(field, value) is None:
            safe[name] = value
    return safe
