"""The open data tables say everything that the tables of `mitodoke read` say, one value a cell."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain import (
    amount,
    collaboration,
    document,
    evidence,
    finding,
    follow_up,
    indicator,
    outline,
    own_field,
    quantity,
    rating,
)
from mitodoke.outputs.edition_json import BESIDE_FIELDS
from mitodoke.outputs.open_data.codes import CODE_LISTS, code_list
from mitodoke.outputs.open_data.fields import FieldType
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES, open_table, tables_of
from mitodoke.outputs.tables import TABLES
from outputs.open_data.editions import EDITIONS, pledges, register, strategy

LISTS = {
    "items": {"departments", "flags", "sdgs", "audience", "outcomes", "unknown"},
    "collaborations": {"departments"},
    "rules": {"failures"},
}
"""Columns that hold several values in one cell; each has a table of its own here."""

LIST_TABLES = {
    "item_departments", "item_flags", "item_sdgs", "item_audience", "item_outcomes", "item_unknown",
    "collaboration_departments", "rule_failures",
}  # fmt: skip

ENUMERATIONS: dict[str, type[StrEnum]] = {
    "document_kind": document.DocumentKind,
    "item_kind": outline.ItemKind,
    "revision_flag": outline.RevisionFlag,
    "repeat": outline.Repeat,
    "indicator_level": indicator.IndicatorLevel,
    "accumulation": indicator.Accumulation,
    "desired_change": indicator.DesiredChange,
    "value_role": indicator.ValueRole,
    "missing_reason": quantity.MissingReason,
    "rating_state": rating.RatingState,
    "amount_kind": amount.AmountKind,
    "evidence_kind": evidence.EvidenceKind,
    "verification_decision": follow_up.VerificationDecision,
    "field_control": own_field.FieldControl,
    "collaboration_form": collaboration.CollaborationForm,
    "name_holder": collaboration.NameHolder,
    "recurrence": collaboration.Recurrence,
    "organisation_role": collaboration.OrganisationRole,
    "severity": finding.Severity,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_of_the_contract_is_lost(table) -> None:
    mine = [name for name in open_table(table.name).columns if name in table.columns]
    assert mine == [name for name in table.columns if name not in LISTS.get(table.name, set())]


def test_every_list_column_has_a_table_of_its_own() -> None:
    assert sum(len(columns) for columns in LISTS.values()) == len(LIST_TABLES)
    assert {table.name for table in OPEN_TABLES} >= LIST_TABLES


def test_tables_beyond_the_contract_are_the_lists_and_what_stands_beside() -> None:
    beyond = {t.name for t in OPEN_TABLES} - {t.name for t in TABLES}
    assert beyond == LIST_TABLES | set(BESIDE_FIELDS)


@pytest.mark.parametrize(("name", "members"), ENUMERATIONS.items())
def test_every_code_has_names_in_two_languages(name: str, members: type[StrEnum]) -> None:
    codes = code_list(name)
    assert codes.values == tuple(member.value for member in members)
    for code in codes.codes:
        assert code.label
        assert code.label_en.isascii()
        label = getattr(members(code.code), "label", code.label)
        assert code.label == label


def test_code_lists_are_used_and_complete() -> None:
    used = {field.codes for table in OPEN_TABLES for field in table.fields if field.codes}
    assert used == {codes.name for codes in CODE_LISTS}
    assert set(ENUMERATIONS) | {"sdg", "item_field"} == used


@pytest.mark.parametrize("table", OPEN_TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_two_languages(table) -> None:
    assert len(set(table.columns)) == len(table.columns)
    assert set(table.key) <= set(table.columns)
    for field in table.fields:
        assert field.name.isascii()
        assert field.title
        assert field.description.endswith("。")
        assert field.title_en
        assert field.description_en.endswith(".")
        assert field.title_en.isascii()
    for key in table.foreign_keys:
        assert key.field in table.columns
        assert key.target in open_table(key.table).key


@pytest.mark.parametrize("name", EDITIONS)
def test_values_have_the_type_and_the_codes_of_their_column(name: str) -> None:
    edition = EDITIONS[name]()
    types = {
        FieldType.STRING: str, FieldType.INTEGER: int, FieldType.NUMBER: Decimal, FieldType.BOOLEAN: bool,
    }  # fmt: skip
    seen = 0
    for table in tables_of(edition):
        for row in table.rows(edition):
            for field, value in zip(table.fields, row, strict=True):
                if value is None:
                    assert not field.required, (table.name, field.name)
                    continue
                seen += 1
                assert type(value) is types[field.type], (table.name, field.name, value)
                if field.codes:
                    assert str(value) in code_list(field.codes).values
    assert seen > 100


def _rows(name: str, edition) -> list[tuple[object, ...]]:
    return list(open_table(name).rows(edition))


def test_lists_become_rows_of_their_own_in_the_printed_order() -> None:
    edition = pledges()
    assert _rows("item_departments", edition) == [("01-1-1", 1, "中央図書館"), ("01-1-1", 2, "財政課")]
    assert _rows("item_flags", edition) == [("01-1-1", 1, "content_changed")]
    assert _rows("item_sdgs", edition) == [("01-1-1", 1, 4), ("01-1-1", 2, 11)]
    assert _rows("rule_failures", edition) == [("half_up", 1, "01: 41 ≠ 42"), ("half_up", 2, "02: 3 ≠ 4")]


def test_what_the_source_lost_is_told_apart_from_what_it_has_none_of() -> None:
    assert _rows("item_unknown", pledges()) == [
        ("01-1-2", "title"), ("01-1-2", "departments"), ("01-1-2", "flags"), ("01-1-2", "sdgs"),
    ]  # fmt: skip


def test_a_reported_zero_is_zero_and_an_absent_value_is_absent() -> None:
    progress = [row[5] for row in _rows("items", pledges())]
    assert progress == [Decimal("41.2"), Decimal(0), None, None]
    steps = [row[4] for row in _rows("ratings", pledges())]
    assert steps == [0, None]
    values = {(row[0], row[1]): (row[4], row[9]) for row in _rows("values", strategy())}
    assert values["S1-1-1", 2] == (Decimal(0), None)
    assert values["S1-1-1", 3] == (None, "not_given")


def test_several_targets_of_one_year_are_rows_of_their_own() -> None:
    rows = [row for row in _rows("values", strategy()) if row[0] == "S1-1-2"]
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        (1, "actual", 2025, 45), (2, "target", 2026, 230), (3, "target", 2026, 250), (4, "target", None, 300),
    ]  # fmt: skip


def test_the_tables_of_a_kind_are_the_same_every_year() -> None:
    names = [table.name for table in tables_of(register())]
    assert "occurrences" in names
    assert "items" not in names
    assert "items" in [table.name for table in tables_of(strategy())]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None), (" \u3000\n", None), ("一行目\r\n二行目", "一行目 二行目"), (" 前後　の  空白 ", "前後 の 空白"),
        ("\x00\x1b", "\ufffd\ufffd"), ("\ud800", "\ufffd"), ("段\u2028落", "段 落"), ("\t=1", "=1"),
    ],
)  # fmt: skip
def test_one_line(text: str, line: str | None) -> None:
    assert one_line(text) == line


@given(st.text())
def test_one_line_is_one_line_and_stays_what_it_is(text: str) -> None:
    line = one_line(text)
    if line is None:
        assert not text.strip()
    else:
        assert len(line.splitlines()) == 1
        assert one_line(line) == line
        line.encode("utf-8")
