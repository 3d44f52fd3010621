"""Small records of a fictional city for the tests of the checks; what a test does not say is plain and unsuspicious."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat
from mitodoke.domain.quantity import parse_quantity

ROLES = {"b": ValueRole.BASELINE, "a": ValueRole.ACTUAL, "t": ValueRole.TARGET}
YEARS = {"b": 2018, "a": 2021, "t": 2024}


def document(**changes: Any) -> SourceDocument:
    """A register of fiscal 2024 unless told otherwise."""
    plain = SourceDocument(
        document="register",
        title="協働事業実施状況",
        kind=DocumentKind.COLLABORATION_REGISTER,
        layout="test",
        municipality_code=None,
        municipality="花咲市",
        fiscal_year=2024,
        period_start="2024-04-01",
        period_end="2025-03-31",
        as_of="2025-03-31",
        published=None,
        publisher=None,
        sha256="0" * 64,
        lines=0,
        lines_accounted=0,
    )
    return replace(plain, **changes)


def occurrence(start: str | None, end: str | None = None, **changes: Any) -> Occurrence:
    plain = Occurrence(
        position=1,
        label=None,
        start=start,
        end=end,
        date_printed=None,
        participants=None,
        approximate=False,
        cumulative=False,
        cancelled=False,
        note=None,
        place="L10",
    )
    return replace(plain, **changes)


def entry(
    title: str = "花まつり",
    *occurrences: Occurrence,
    number: int = 1,
    form: CollaborationForm = CollaborationForm.CO_HOSTING,
    organisers: Iterable[str] = ("花咲市観光協会",),
    holder: NameHolder | None = None,
    **changes: Any,
) -> CollaborationEntry:
    place = f"L{number + 9}"
    parts = [form.value, holder.value] if holder else [form.value]
    plain = CollaborationEntry(
        entry_id="-".join([*parts, str(number)]),
        fiscal_year=2024,
        form=form,
        name_holder=holder,
        number=str(number),
        title=title,
        departments=("観光課",),
        recurrence=Recurrence.ANNUAL,
        recurrence_printed="例年実施",
        since_year=None,
        purpose=None,
        organisations_printed="、".join(organisers),
        organisations=tuple(
            OrganisationMention(position=i, name=name, role=OrganisationRole.PARTNER, place=place)
            for i, name in enumerate(organisers, start=1)
        ),
        organisations_are_prose=False,
        effects=None,
        participants_printed=None,
        participants=None,
        occurrences=occurrences,
        dates_printed=None,
        place=place,
    )
    return replace(plain, **changes)


def patronage(
    title: str, number: int, organiser: str, holder: NameHolder, **changes: Any
) -> CollaborationEntry:
    """A row of a patronage list."""
    form = CollaborationForm.PATRONAGE
    return entry(title, number=number, form=form, organisers=(organiser,), holder=holder, **changes)


def indicator(name: str, values: str, **changes: Any) -> Indicator:
    """`values` as ``b:46人 a:累計45人 t:累計230人``; a year follows the role where it is not 2018, 2021, 2024."""
    read = []
    for part in values.split():
        head, printed = part.split(":", 1)
        role, year = head[0], head[1:]
        read.append(
            IndicatorValue(
                role=ROLES[role],
                fiscal_year=int(year.rstrip("c")) if year.rstrip("c") else YEARS[role],
                quantity=parse_quantity(printed),
                place=f"L{20 + len(read)}",
                calendar_year=year.endswith("c"),
            )
        )
    plain = Indicator(
        indicator_id="S1-1-1",
        item_id="S1-1",
        level=IndicatorLevel.KPI,
        name=name,
        unit=None,
        accumulation=None,
        desired_change=None,
        values=tuple(read),
        place="L20",
    )
    return replace(plain, **changes)


def measure(code: str, *texts: str, repeat: Repeat = Repeat.NONE, **changes: Any) -> PlanItem:
    """A pledge's measure with activities; its code is its id, its line that of the code's last number times ten."""
    line = int(code.rsplit("-", 1)[-1]) * 10
    plain = PlanItem(
        item_id=code,
        parent_id=code.rsplit("-", 1)[0],
        kind=ItemKind.MEASURE,
        code=code,
        title=f"施策{code}",
        place=f"L{line}-L{line + 9}",
        departments=("観光課",),
        repeat=repeat,
        activities=tuple(
            Activity(position=i, text=text, repeat=repeat, place=f"L{line + i}")
            for i, text in enumerate(texts, start=1)
        ),
    )
    return replace(plain, **changes)


def term(number: int | None, word: str) -> GlossaryTerm:
    return GlossaryTerm(number=number, term=word, definition="説明", place=f"L{(number or 0) + 1}")


def content(*records: object, **document_changes: Any) -> DocumentContent:
    """A content of these records, each in its place."""
    return DocumentContent(
        document=document(**document_changes),
        items=tuple(record for record in records if isinstance(record, PlanItem)),
        indicators=tuple(record for record in records if isinstance(record, Indicator)),
        entries=tuple(record for record in records if isinstance(record, CollaborationEntry)),
        glossary=tuple(record for record in records if isinstance(record, GlossaryTerm)),
    )


def run(name: str, *records: object, lines: Iterable[str] = (), **document_changes: Any) -> list[Finding]:
    """The findings of the check `name` over these records and lines."""
    check = next(check for check in CHECKS if check.name == name)
    return list(check.run(content(*records, **document_changes), tuple(lines)))
