"""Publishing: facts are audited and frozen, errors need a reason, and an edition never changes."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, ProtectedError

from mitodoke.departments.services import register_departments
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, DocumentContent, Reading
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.rating import RatingState
from mitodoke.plans.models import Plan
from mitodoke.publishing import queries
from mitodoke.publishing.models import Edition
from mitodoke.publishing.records import DamagedEditionError, to_record
from mitodoke.publishing.services import Publication, publish_edition
from mitodoke.reporting.services import SubmittedStep, close_round, import_reading, open_round, submit_ratings
from reporting.refusals import not_added
from reporting.sample import CODE, document, plan_reading, register_reading, with_title

pytestmark = pytest.mark.django_db

MAY = datetime.date(2026, 5, 1)
JUNE = datetime.date(2026, 6, 1)
PLEDGES = DocumentKind.MAYORAL_PLEDGES
REGISTER = DocumentKind.COLLABORATION_REGISTER
REASONS = ChangeReasons(kind=ChangeKind.UPDATE, rest="試験のため")

Audited = Callable[[DocumentContent, tuple[str, ...]], Audit]


def _finding(severity: Severity, check: str = "sums", place: str | None = "L4") -> Finding:
    return Finding(
        check=check,
        severity=severity,
        subject="01-1",
        field="progress",
        place=place,
        printed="41%",
        expected="42%",
        message="数値が合いません。",
    )


@pytest.fixture
def audit_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the audit give exactly these findings."""

    def use(*findings: Finding) -> None:
        monkeypatch.setattr(
            "mitodoke.publishing.prepare.kept_audit", lambda content, lines: Audit(findings=findings)
        )

    use()
    return use


def _publish(reading: Reading, today: datetime.date = MAY, **options: object) -> Publication:
    plan = import_reading(reading=reading, by="試験")
    return publish_edition(
        document=plan.document, by="公表担当", today=today, **{"reasons": REASONS} | options
    )  # type: ignore[arg-type]


def test_an_edition_freezes_the_stored_facts(audit_with: Callable[..., None]) -> None:
    note = _finding(Severity.NOTE)
    audit_with(note)
    publication = _publish(plan_reading())
    assert publication.is_new
    row = publication.edition
    assert (row.code, row.kind, row.fiscal_year, row.version) == (CODE, PLEDGES, 2025, 1)
    assert (row.published_on, row.title) == ("2026-05-01", "花咲市の公約")
    edition = queries.load_edition(CODE, PLEDGES)
    assert edition is not None
    assert edition.content == plan_reading().content
    assert edition.audit.findings == (*plan_reading().findings, note)
    assert (edition.version, edition.published_on, edition.fictional) == (1, "2026-05-01", False)
    stored = Edition.objects.get()
    assert (stored.published_by, stored.acknowledgement) == ("公表担当", None)


def test_the_audit_sees_facts_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[DocumentContent, tuple[str, ...]]] = []

    def audit(content: DocumentContent, lines: tuple[str, ...]) -> Audit:
        seen.append((content, lines))
        return Audit()

    monkeypatch.setattr("mitodoke.publishing.prepare.kept_audit", audit)
    _publish(plan_reading())
    assert seen == [(plan_reading().content, plan_reading().lines)]


def test_the_real_audit_can_be_frozen() -> None:
    publication = _publish(plan_reading(), acknowledgement="試験のため")
    edition = queries.load_edition(CODE, PLEDGES, 2025, 1)
    assert edition is not None
    assert edition.audit.findings[: len(plan_reading().findings)] == plan_reading().findings
    assert to_record(Edition.objects.get(pk=publication.edition.edition_id)) == edition


def test_the_same_facts_give_no_new_edition(audit_with: Callable[..., None]) -> None:
    first = _publish(plan_reading())
    again = _publish(plan_reading(), today=JUNE)
    assert not again.is_new
    assert again.edition == first.edition
    assert Edition.objects.count() == 1


def test_changed_facts_give_the_next_version_and_the_earlier_one_stays(
    audit_with: Callable[..., None],
) -> None:
    _publish(plan_reading())
    second = _publish(with_title(plan_reading(), "01-1", "花壇をへらす"), today=JUNE)
    assert (second.is_new, second.edition.version) == (True, 2)
    titles = {
        version: edition.content.items[1].title
        for version in (1, 2, None)
        if (edition := queries.load_edition(CODE, PLEDGES, 2025, version))
    }
    assert titles == {1: "花壇をふやす", 2: "花壇をへらす", None: "花壇をへらす"}
    third = _publish(plan_reading(), today=JUNE)
    assert third.edition.version == 3
    assert len({row.sha256 for row in queries.editions_of(CODE)}) == 3
    assert len({row.inputs_sha256 for row in queries.editions_of(CODE)}) == 2


def test_other_findings_on_the_same_facts_are_a_new_version(audit_with: Callable[..., None]) -> None:
    first = _publish(plan_reading())
    audit_with(_finding(Severity.NOTE))
    second = _publish(plan_reading(), today=JUNE)
    assert second.edition.version == 2
    assert second.edition.inputs_sha256 == first.edition.inputs_sha256


def test_errors_deny_publication_until_someone_gives_a_reason(audit_with: Callable[..., None]) -> None:
    audit_with(*[_finding(Severity.ERROR, f"sums{n}") for n in range(5)], _finding(Severity.WARNING))
    with pytest.raises(ActionDenied, match=r"誤りの指摘が 5 件.*L4「数値が合いません。」.*ほか 2 件"):
        _publish(plan_reading())
    with pytest.raises(ActionDenied):
        _publish(plan_reading(), acknowledgement=" \u3000")
    assert not Edition.objects.exists()
    _publish(plan_reading(), acknowledgement="原文どおりのため")
    assert Edition.objects.get().acknowledgement == "原文どおりのため"


@pytest.mark.parametrize(
    ("severity", "given", "kept"),
    [
        (Severity.WARNING, "原文どおりのため", "原文どおりのため"),
        (Severity.WARNING, None, None),
        (Severity.WARNING, " \u3000", None),
        (Severity.NOTE, "念のため", None),
    ],
)
def test_a_reason_is_kept_where_there_is_something_to_give_one_for(
    audit_with: Callable[..., None], severity: Severity, given: str | None, kept: str | None
) -> None:
    audit_with(_finding(severity))
    _publish(replace(plan_reading(), findings=()), acknowledgement=given)
    assert Edition.objects.get().acknowledgement == kept


def test_errors_of_the_reader_count_as_well(audit_with: Callable[..., None]) -> None:
    reading = replace(plan_reading(), findings=(_finding(Severity.ERROR, place=None),))
    with pytest.raises(ActionDenied, match="文書全体「数値が合いません。」"):
        _publish(reading)


def test_what_reader_and_audit_both_found_is_told_once(audit_with: Callable[..., None]) -> None:
    cut, whole = replace(_finding(Severity.NOTE), printed="4…"), _finding(Severity.NOTE)
    elsewhere = _finding(Severity.NOTE, place="L5")
    audit_with(whole, elsewhere)
    _publish(replace(plan_reading(), findings=(cut,)))
    edition = queries.load_edition(CODE, PLEDGES)
    assert edition is not None
    assert edition.audit.findings == (cut, elsewhere)


def test_what_is_not_imported_cannot_be_published() -> None:
    with pytest.raises(ActionDenied, match="取り込まれていません"):
        publish_edition(document="mayoral_pledges-999997-2025", by="試験", today=MAY)


def test_a_city_is_fictional_or_real(audit_with: Callable[..., None]) -> None:
    _publish(plan_reading(), fictional=True)
    assert queries.municipalities() == [queries.MunicipalityRow(code=CODE, name="花咲市", fictional=True)]
    with pytest.raises(ActionDenied, match="架空の自治体として公表されている"):
        _publish(register_reading())
    _publish(register_reading(), fictional=True)
    edition = queries.load_edition(CODE, REGISTER)
    assert edition is not None
    assert edition.fictional


def test_submitted_ratings_are_published_when_the_round_is_closed(audit_with: Callable[..., None]) -> None:
    import_reading(reading=plan_reading(), by="試験")
    plan = Plan.objects.get()
    survey = open_round(plan=plan, fiscal_year=2025, opened_on=MAY, due_on=MAY, by="試験")
    [department] = register_departments(
        municipality=plan.document.municipality, names=["みどり課"], by="試験"
    )
    seven = SubmittedStep(item_id="01-1-1", state=RatingState.RATED, step=7)
    submit_ratings(reporting_round=survey, department=department, ratings=[seven], by="試験")

    def published() -> list[tuple[str, int | None]]:
        publish_edition(document=plan.document.key, by="試験", today=MAY, reasons=REASONS)
        edition = queries.load_edition(CODE, PLEDGES)
        assert edition is not None
        return [(one.department, one.step) for one in edition.content.ratings]

    assert published() == [("花課", 0)]
    close_round(reporting_round=survey, by="試験", today=MAY)
    assert published() == [("花課", 0), ("みどり課", 7)]


@pytest.mark.parametrize(
    "change",
    [
        {"content": "{}"},
        {"sha256": "1" * 64},
        {"published_on": JUNE},
        {"version": F("version") + 1},
        {"fictional": True},
        {"title": "別の題名"},
        {"acknowledgement": "あとからの理由"},
        {"published_by": "別の人"},
    ],
    ids=str,
)
def test_the_database_refuses_to_change_an_edition(
    audit_with: Callable[..., None], change: dict[str, object]
) -> None:
    _publish(plan_reading())
    with pytest.raises(DatabaseError, match="変更も削除もできません"), transaction.atomic():
        Edition.objects.update(**change)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM publishing_edition",
        "UPDATE publishing_edition SET title = title",
        "INSERT OR REPLACE INTO publishing_edition SELECT * FROM publishing_edition",
        "INSERT OR IGNORE INTO publishing_edition SELECT * FROM publishing_edition",
        "UPDATE OR REPLACE publishing_edition SET id = id + 1",
    ],
)
def test_the_database_refuses_plain_sql_as_well(audit_with: Callable[..., None], statement: str) -> None:
    _publish(plan_reading())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Edition.objects.get().title == "花咲市の公約"


def test_an_edition_changed_behind_the_database_is_not_shown(audit_with: Callable[..., None]) -> None:
    _publish(plan_reading(), today=datetime.date(2026, 5, 2))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER edition_never_changes")
        cursor.execute("UPDATE publishing_edition SET content = replace(content, '41.20', '99.20')")
    with pytest.raises(DamagedEditionError):
        to_record(Edition.objects.get())


@pytest.mark.parametrize(
    "values",
    [
        {"version": 0},
        {"kind": "leaflet"},
        {"sha256": "0"},
        {"inputs_sha256": ""},
        {"content": ""},
        {"published_by": ""},
        {"acknowledgement": ""},
        {"version": 1},
        {"sha256": None},
        {"version": 1, "fiscal_year": None},
    ],
    ids=str,
)
def test_editions_that_cannot_be(audit_with: Callable[..., None], values: dict[str, object]) -> None:
    _publish(plan_reading())
    undated = replace(plan_reading(), content=replace(plan_reading().content, document=document(year=None)))
    _publish(undated)
    row = Edition.objects.get(fiscal_year=2025)
    possible = {one.attname: getattr(row, one.attname) for one in Edition._meta.concrete_fields}
    possible |= {"id": None, "version": 2, "sha256": "2" * 64}
    not_added(Edition, **possible | values)
    Edition.objects.create(**possible)


def test_what_was_published_cannot_lose_its_source(audit_with: Callable[..., None]) -> None:
    _publish(register_reading())
    with pytest.raises(ProtectedError):
        SourceDocument.objects.all().delete()


def test_a_dump_can_be_restored_by_sqlites_own_tool(audit_with: Callable[..., None]) -> None:
    """Checks and triggers use nothing that only this system brings along."""
    _publish(plan_reading())
    _publish(register_reading())
    with closing(sqlite3.connect(":memory:")) as restored:
        restored.executescript("\n".join(connection.connection.iterdump()))
        assert restored.execute("SELECT count(*) FROM publishing_edition").fetchone() == (2,)
        with pytest.raises(sqlite3.IntegrityError, match="変更も削除もできません"):
            restored.execute("DELETE FROM publishing_edition")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            restored.execute("UPDATE plans_planitem SET flags = '[\"perhaps\"]'")


def test_unknown_years_are_counted_apart(audit_with: Callable[..., None]) -> None:
    _publish(plan_reading())
    unknown = replace(plan_reading(), content=replace(plan_reading().content, document=document(year=None)))
    assert _publish(unknown).edition.version == 1
    assert _publish(with_title(unknown, "01-1", "花壇をへらす")).edition.version == 2
    newest = queries.load_edition(CODE, PLEDGES)
    undated = queries.load_edition(CODE, PLEDGES, None, 2)
    assert newest is not None
    assert undated is not None
    assert (newest.content.document.fiscal_year, undated.content.document.fiscal_year) == (2025, None)
