"""What the public site reads: rows in order, editions decoded once, the lines that belong to an edition."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, Reading
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing import queries
from mitodoke.publishing.queries import editions_of, load_edition, municipalities, source_lines
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import import_reading
from reporting.sample import CODE, plan_reading, register_reading

pytestmark = pytest.mark.django_db

PLEDGES = DocumentKind.MAYORAL_PLEDGES
REGISTER = DocumentKind.COLLABORATION_REGISTER
MAY = datetime.date(2026, 5, 1)


@pytest.fixture(autouse=True)
def _no_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mitodoke.publishing.prepare.kept_audit", lambda content, lines: Audit())


def _publish(reading: Reading, day: int) -> queries.EditionRow:
    plan = import_reading(reading=reading, by="試験")
    today = MAY.replace(day=day)
    reasons = ChangeReasons(kind=ChangeKind.UPDATE, rest="試験のため")
    return publish_edition(document=plan.document, by="試験", today=today, reasons=reasons).edition


def test_nothing_is_published_at_first() -> None:
    import_reading(reading=plan_reading(), by="試験")
    assert municipalities() == []
    assert editions_of(CODE) == []
    assert load_edition(CODE, PLEDGES) is None
    assert load_edition("", PLEDGES, 2025, 1) is None


def test_editions_are_listed_newest_first() -> None:
    pledges = _publish(plan_reading(), 3)
    old, new = _publish(register_reading(2023), 4), _publish(register_reading(2024), 3)
    changed = _publish(replace(plan_reading(), lines=("花", "", "", "", "")), 5)
    assert editions_of(CODE) == [changed, old, new, pledges]
    assert [(row.kind, row.fiscal_year, row.version, row.published_on) for row in editions_of(CODE)] == [
        (PLEDGES, 2025, 2, "2026-05-05"),
        (REGISTER, 2023, 1, "2026-05-04"),
        (REGISTER, 2024, 1, "2026-05-03"),
        (PLEDGES, 2025, 1, "2026-05-03"),
    ]
    assert editions_of("011002") == []
    assert [(row.code, row.name, row.fictional) for row in municipalities()] == [(CODE, "花咲市", False)]


@pytest.mark.parametrize(
    ("year", "version", "found"),
    [
        (None, None, (2024, 1)),
        (2023, None, (2023, 2)),
        (2023, 1, (2023, 1)),
        (2023, 2, (2023, 2)),
        (2023, 3, None),
        (2022, None, None),
        (None, 1, None),
    ],
)
def test_one_edition_is_found_by_year_and_version(
    year: int | None, version: int | None, found: tuple[int, int] | None
) -> None:
    _publish(register_reading(2024), 1)
    _publish(register_reading(2023), 2)
    _publish(replace(register_reading(2023), lines=("花", "", "", "", "")), 3)
    edition = load_edition(CODE, REGISTER, year, version)
    assert (edition and (edition.content.document.fiscal_year, edition.version)) == found


def test_an_edition_is_decoded_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries._decoded.cache_clear()
    _publish(plan_reading(), 1)
    with django_assert_num_queries(2):
        first = load_edition(CODE, PLEDGES)
    with django_assert_num_queries(1):
        second = load_edition(CODE, PLEDGES, 2025, 1)
    assert first is not None
    assert second is first


def test_a_list_of_editions_does_not_fetch_their_contents(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _publish(plan_reading(), 1)
    _publish(register_reading(), 2)
    with django_assert_num_queries(1) as captured:
        assert len(editions_of(CODE)) == 2
    assert '"content"' not in captured[0]["sql"]
    with django_assert_num_queries(1):
        assert len(municipalities()) == 1


def test_an_edition_keeps_the_lines_it_was_made_from() -> None:
    _publish(plan_reading(), 1)
    newer = ("花咲市の公約", "", "１　花のまち", "01-1 花壇をふやす", "・種をまきました。")
    _publish(replace(plan_reading(), lines=newer), 2)
    first, second = load_edition(CODE, PLEDGES, 2025, 1), load_edition(CODE, PLEDGES, 2025, 2)
    assert first is not None
    assert second is not None
    assert source_lines(first) == plan_reading().lines
    assert source_lines(second) == newer
    assert source_lines(replace(second, version=3)) == ()
    assert SourceDocument.objects.count() == 2


def test_rows_are_values_that_can_be_keys() -> None:
    row = _publish(plan_reading(), 1)
    assert hash(row) == hash(editions_of(CODE)[0])
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.version = 2  # type: ignore[misc]
