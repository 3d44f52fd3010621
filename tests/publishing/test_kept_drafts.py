"""What is kept of a draft: equal questions are answered from it, anything else is looked at anew."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitodoke.documents.models import SourceDocument
from mitodoke.publishing.kept_drafts import DRAFTS, kept_reading, kept_while_equal
from mitodoke.publishing.prepare import prepare_edition
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import import_reading
from reporting.sample import plan_reading, with_title


def test_equal_questions_are_asked_once_and_others_each() -> None:
    asked: list[list[int]] = []

    @kept_while_equal
    def total(numbers: list[int], *, twice: bool = False) -> int:
        asked.append(numbers)
        return sum(numbers) * (2 if twice else 1)

    assert [total([1, 2]), total([1, 2]), total([2, 1]), total([1, 2], twice=True)] == [3, 3, 3, 6]
    assert asked == [[1, 2], [2, 1], [1, 2]]


def test_only_the_last_few_are_kept() -> None:
    asked: list[int] = []

    @kept_while_equal
    def same(number: int) -> int:
        asked.append(number)
        return number

    for number in range(DRAFTS + 1):
        same(number)
    assert same(DRAFTS) == DRAFTS
    assert len(asked) == DRAFTS + 1
    same(0)
    assert asked[-1] == 0


def test_what_fails_is_asked_again() -> None:
    asked: list[int] = []

    @kept_while_equal
    def fails(number: int) -> int:
        asked.append(number)
        raise ValueError(number)

    for _ in range(2):
        with pytest.raises(ValueError, match="7"):
            fails(7)
    assert asked == [7, 7]


@pytest.mark.django_db
def test_a_stored_revision_is_read_once_and_the_next_one_anew() -> None:
    reading = plan_reading()
    import_reading(reading=reading, by="試験")
    first = SourceDocument.objects.get()
    assert kept_reading(first) == to_reading(first)
    with CaptureQueriesContext(connection) as queries:
        kept_reading(SourceDocument.objects.get())
    assert len(queries) == 1  # that of the document itself
    import_reading(reading=with_title(reading, reading.content.items[0].item_id, "改めた題名"), by="試験")
    second = SourceDocument.objects.get(revision=2)
    assert kept_reading(second) == to_reading(second) != kept_reading(first)


@pytest.mark.django_db
def test_another_database_with_the_same_numbers_is_read_anew() -> None:
    import_reading(reading=plan_reading(), by="試験")
    stored = SourceDocument.objects.get()
    kept_reading(stored)
    assert stored.stored_at is not None
    restored = replace_moment(stored, stored.stored_at + datetime.timedelta(microseconds=1))
    with CaptureQueriesContext(connection) as queries:
        kept_reading(restored)
    assert len(queries) > 1


@pytest.mark.django_db
def test_a_revision_of_unknown_moment_is_read_every_time() -> None:
    import_reading(reading=plan_reading(), by="試験")
    stored = replace_moment(SourceDocument.objects.get(), None)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            kept_reading(stored)
        assert len(queries) > 1


@pytest.mark.django_db
def test_a_draft_of_kept_records_is_the_draft_of_fresh_ones() -> None:
    import_reading(reading=plan_reading(), by="試験")
    key, today = SourceDocument.objects.get().key, datetime.date(2026, 5, 1)
    fresh = prepare_edition(document=key, today=today)
    for _ in range(2):
        kept = prepare_edition(document=key, today=today, read=kept_reading)
        assert replace(kept, source=fresh.source) == fresh


def replace_moment(stored: SourceDocument, moment: datetime.datetime | None) -> SourceDocument:
    """`stored` as it would be in a database in which it was stored at `moment`."""
    stored.stored_at = moment
    return stored
