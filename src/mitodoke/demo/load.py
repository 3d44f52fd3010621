"""Put the demo data into the database: imported, rated and published like any other."""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources

from mitodoke.demo.example import example_readings, fictional_readings
from mitodoke.demo.own_plan import fictional_plan
from mitodoke.departments.services import register_departments
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.edition import Reading
from mitodoke.domain.rating import RatingState
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import SubmittedStep, close_round, import_reading, open_round, submit_ratings

BY = "見本データ"
PUBLISHED_ON = datetime.date(2026, 11, 22)
SURVEYED_ON = datetime.date(2026, 4, 1)
DUE_ON = datetime.date(2026, 4, 30)
ACKNOWLEDGED = "公表された文書をそのまま収録した見本のため"


def load_demo() -> Iterator[str]:
    """Load what is not there yet; one line of progress a document."""
    for reading in example_readings():
        yield from _load(reading, fictional=False)
    for reading in fictional_readings():
        yield from _load(reading, fictional=True)
    yield from _load(fictional_plan(), fictional=True)


def _load(reading: Reading, *, fictional: bool) -> Iterator[str]:
    """Import, rate and publish one document unless it is there already."""
    key = reading.content.document.document
    document = current_document(key)
    if document is None:
        import_reading(reading=reading, by=BY)
        document = current_document(key)
        assert document is not None
        if fictional and hasattr(document, "plan"):
            _rate(document)
        publish_edition(
            document=key, by=BY, today=PUBLISHED_ON, fictional=fictional, acknowledgement=ACKNOWLEDGED
        )
        name = reading.content.document.municipality or ""
        yield f"見本：{name}{'（架空）' if fictional else ''}「{document.title}」"


def _rate(document: SourceDocument) -> None:
    """The fictional city's departments answer the survey on the document's measures."""
    measures = {item.key: item for item in document.plan.items.all()}
    submitted: dict[str, list[SubmittedStep]] = defaultdict(list)
    with resources.files("mitodoke.demo").joinpath("fictional/ratings.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["item_id"] in measures:
                submitted[row["department"]].append(
                    SubmittedStep(
                        item_id=row["item_id"],
                        state=RatingState(row["state"]),
                        step=int(row["step"]) if row["step"] else None,
                        reason=row["reason"] or None,
                    )
                )
    if not submitted:
        return
    reporting_round = open_round(
        plan=document.plan, fiscal_year=document.fiscal_year or 0, opened_on=SURVEYED_ON, due_on=DUE_ON, by=BY
    )
    departments = register_departments(municipality=document.municipality, names=submitted, by=BY)
    for department in departments:
        submit_ratings(
            reporting_round=reporting_round, department=department, ratings=submitted[department.name], by=BY
        )
    close_round(reporting_round=reporting_round, by=BY, today=DUE_ON)
