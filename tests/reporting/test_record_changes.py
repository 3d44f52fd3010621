"""Every difference between two readings, record by record, agrees with the counts that are told of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.reporting.changes import compare_readings
from mitodoke.reporting.record_changes import RecordAct, RecordChange, record_changes
from reporting.sample import plan_reading, register_reading


def retitled(reading: Reading) -> Reading:
    items = tuple(
        replace(one, title="花壇をへらす", place="L5") if one.item_id == "01-1" else one
        for one in reading.content.items
    )
    return replace(reading, content=replace(reading.content, items=items))


def moved(reading: Reading) -> Reading:
    indicators = tuple(replace(one, place="L3") for one in reading.content.indicators)
    return replace(reading, content=replace(reading.content, indicators=indicators))


def emptied(reading: Reading) -> Reading:
    return replace(reading, findings=(), content=replace(reading.content, ratings=(), glossary=()))


def changes(old: Reading, new: Reading) -> list[RecordChange]:
    return list(record_changes(old, new))


def test_a_changed_field_is_told_before_and_after_with_both_places() -> None:
    [one] = changes(plan_reading(), retitled(plan_reading()))
    assert (one.table, one.act, one.key, one.label) == ("items", RecordAct.CHANGED, ("01-1",), "項目")
    assert (one.place_before, one.place) == ("L4", "L5")
    assert [(field.field, field.before, field.after) for field in one.fields] == [
        ("title", "花壇をふやす", "花壇をへらす")
    ]


def test_another_place_alone_is_a_move() -> None:
    [one] = changes(plan_reading(), moved(plan_reading()))
    assert (one.act, one.place_before, one.place, one.fields) == (RecordAct.MOVED, "L4", "L3", ())


def test_what_is_gone_keeps_its_place_and_what_is_new_has_one() -> None:
    gone = changes(plan_reading(), emptied(plan_reading()))
    assert {one.act for one in gone} == {RecordAct.REMOVED}
    assert [(one.table, one.place, one.place_before) for one in gone if one.table == "glossary"] == [
        ("glossary", None, "L5")
    ]
    added = changes(emptied(plan_reading()), plan_reading())
    assert {one.act for one in added} == {RecordAct.ADDED}
    assert len(added) == len(gone)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (plan_reading(), plan_reading()),
        (plan_reading(), retitled(moved(plan_reading()))),
        (emptied(plan_reading()), plan_reading()),
        (plan_reading(), emptied(retitled(plan_reading()))),
        (register_reading(), plan_reading()),
    ],
)
def test_the_list_agrees_with_the_counts(old: Reading, new: Reading) -> None:
    found = changes(old, new)
    for table in compare_readings(old, new):
        of_table = [one.act for one in found if one.table == table.table]
        counted = [of_table.count(act) for act in RecordAct]
        assert counted == [table.added, table.changed, table.moved, table.removed]
