"""What differs between two readings, counted by table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.reporting.changes import EXAMPLES, TableChange, compare_readings
from reporting.record_strategies import readings
from reporting.sample import plan_reading, register_reading, with_title


def _tables(old: Reading | None, new: Reading) -> dict[str, TableChange]:
    return {one.table: one for one in compare_readings(old, new)}


def _content(reading: Reading, **changes: object) -> Reading:
    content: DocumentContent = replace(reading.content, **changes)
    return replace(reading, content=content)


def test_everything_of_a_first_reading_is_added() -> None:
    tables = _tables(None, plan_reading())
    assert {name: one.added for name, one in tables.items()} == {
        "document": 1,
        "items": 3,
        "activities": 1,
        "indicators": 1,
        "values": 3,
        "glossary": 1,
        "ratings": 1,
        "stated": 2,
        "findings": 1,
    }
    assert tables["items"].examples == ("追加 01", "追加 01-1", "追加 01-1-1")
    assert {name: one.added for name, one in _tables(None, register_reading()).items()} == {
        "document": 1,
        "collaborations": 1,
        "occurrences": 1,
        "organisations": 2,
    }


@given(reading=readings())
@settings(max_examples=30, deadline=None)
def test_a_reading_does_not_differ_from_itself(reading: Reading) -> None:
    tables = compare_readings(reading, reading)
    assert all(one.is_empty for one in tables)
    added = sum(one.added for one in compare_readings(None, reading))
    assert sum(one.unchanged for one in tables) == added


def test_a_shifted_record_is_moved_not_changed() -> None:
    items = tuple(replace(item, place="L99") for item in plan_reading().content.items)
    table = _tables(plan_reading(), _content(plan_reading(), items=items))["items"]
    assert (table.moved, table.changed, table.examples) == (3, 0, ())
    assert not table.is_empty


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "変更 01-1 title: 「花壇をふやす」 → （なし）"),
        ("花" * 40, "変更 01-1 title: 「花壇をふやす」 → 「" + "花" * 30 + "…」"),
    ],
)
def test_a_change_is_told_shortly(title: str, told: str) -> None:
    table = _tables(plan_reading(), with_title(plan_reading(), "01-1", title))["items"]
    assert table.examples == (told,)


def test_a_changed_part_does_not_change_the_whole() -> None:
    indicator = plan_reading().content.indicators[0]
    fewer = replace(indicator, values=indicator.values[:2])
    tables = _tables(plan_reading(), _content(plan_reading(), indicators=(fewer,)))
    assert (tables["values"].removed, tables["values"].unchanged) == (1, 2)
    assert tables["values"].examples == ("削除 K1 target 2025",)
    assert tables["indicators"].is_empty


def test_records_with_one_key_are_told_apart_by_their_number() -> None:
    term = plan_reading().content.glossary[0]
    twice = _content(plan_reading(), glossary=(term, replace(term, definition="別の説明")))
    table = _tables(plan_reading(), twice)["glossary"]
    assert (table.added, table.unchanged, table.changed) == (1, 1, 0)
    assert table.examples == ("追加 1 苗 2",)


def test_departments_that_the_source_lost_differ_from_none() -> None:
    first, *rest = plan_reading().content.items
    shown = _content(plan_reading(), items=(replace(first, departments=()), *rest))
    assert _tables(plan_reading(), shown)["items"].changed == 1


def test_only_a_few_examples_are_told() -> None:
    entry = register_reading().content.entries[0]
    many = _content(
        register_reading(), entries=tuple(replace(entry, entry_id=f"co_hosting-{n}") for n in range(50))
    )
    table = _tables(None, many)["collaborations"]
    assert (table.added, len(table.examples)) == (50, EXAMPLES)
