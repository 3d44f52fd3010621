"""What differs between two editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import Activity, GlossaryTerm, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.rating import Rating
from mitodoke.outputs.reports import record_texts
from mitodoke.outputs.reports.comparison import Correction, compare_editions
from mitodoke.outputs.reports.errata import NOTHING_DIFFERS, errata_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.editions import pledges_edition, register_edition, strategy_edition

Change = Callable[[Edition], Edition]


def with_item(position: int, **changes: object) -> Change:
    def change(edition: Edition) -> Edition:
        items = list(edition.content.items)
        items[position] = replace(items[position], **changes)  # type: ignore[arg-type]
        return replace(edition, content=replace(edition.content, items=tuple(items)))

    return change


def with_indicator_value(printed: str) -> Change:
    from mitodoke.domain.quantity import parse_quantity

    def change(edition: Edition) -> Edition:
        first, *others = edition.content.indicators
        values = (replace(first.values[0], quantity=parse_quantity(printed)), *first.values[1:])
        indicators = (replace(first, values=values), *others)
        return replace(edition, content=replace(edition.content, indicators=indicators))

    return change


def with_entry(**changes: object) -> Change:
    def change(edition: Edition) -> Edition:
        first, *others = edition.content.entries
        entries = (replace(first, **changes), *others)  # type: ignore[arg-type]
        return replace(edition, content=replace(edition.content, entries=entries))

    return change


CHANGES: list[tuple[Callable[[], Edition], Change, list[tuple[str, str, str | None, str | None]]]] = [
    (pledges_edition, with_item(2, title="産後ケアの無料化"), [("施策 01-1-1", "見出し", "産後ケアの自己負担の軽減", "産後ケアの無料化")]),
    (pledges_edition, with_item(6, title="見つかった見出し"), [("施策 01-2-2", "見出し", "原文から失われています", "見つかった見出し")]),
    (pledges_edition, with_item(1, printed_progress=None), [("公約 01-1", "進捗状況（％）", "62.5", "")]),
    (pledges_edition, with_item(3, departments=("こども家庭課",)), [("施策 01-1-2", "担当部署", "デジタル推進課", None)]),
    (pledges_edition, with_item(5, departments=()), [("施策 01-2-1", "担当部署", "原文から失われています", None)]),
    (pledges_edition, with_item(11, activities=(Activity(position=1, text="新しい取組。", repeat=Repeat.NONE, place="L1"),)), [("施策 02-1-3", "取組事業内容", "夜市を4回開き、延べ12,340人が訪れました。", "新しい取組。")]),
    (pledges_edition, with_item(5, place="L999"), []),
    (strategy_edition, with_item(3, flags=(RevisionFlag.KPI_CHANGED,)), [("事業 S1-1", "見直しの印", "事業内容変更", None)]),
    (strategy_edition, with_indicator_value("33人"), [("指標 G1-1", "基準値（令和元年度）", "32人（「32人」）", "33人（「33人」）")]),
    (strategy_edition, with_indicator_value("－"), [("指標 G1-1", "基準値（令和元年度）", "32人（「32人」）", "記載なし（－）（「－」）")]),
    (register_edition, with_entry(participants=0), [("共催 No.1", "参加人数", "", "0")]),
    (register_edition, with_entry(occurrences=()), [("共催 No.1", "実施年月日", "2025-05-11 「令和 7年 5月11日」 48人", None), ("共催 No.1", "実施年月日", "2025-10-19～2025-10-20 「令和 7年10月19日、20日」 61人 約", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("make", "change", "expected"), CHANGES)
def test_a_change_is_told_once_and_nothing_else(
    make: Callable[[], Edition], change: Change, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    before, after = make(), change(make())
    found = compare_editions(before, after)
    assert [(one.name, one.field, one.before, one.after) for one in found] == expected
    back = compare_editions(after, before)
    assert [(one.name, one.field, one.after, one.before) for one in back] == expected


@pytest.mark.parametrize("make", [pledges_edition, strategy_edition, register_edition])
def test_an_edition_does_not_differ_from_itself(make: Callable[[], Edition]) -> None:
    assert compare_editions(make(), replace(make(), version=7, published_on="2030-01-01")) == ()


def test_records_that_come_and_go() -> None:
    before = register_edition()
    entries = before.content.entries
    after = replace(before, content=replace(before.content, entries=entries[1:]))
    (gone,) = compare_editions(before, after)
    assert (gone.name, gone.field, gone.after) == ("共催 No.1", "全体", None)
    assert "事業の名称：花咲まち歩き" in (gone.before or "")
    (come,) = compare_editions(after, before)
    assert (come.before, come.after) == (None, gone.before)


def test_records_with_the_same_id_are_told_apart() -> None:
    edition = strategy_edition()
    term = edition.content.glossary[0]
    twice = replace(
        edition, content=replace(edition.content, glossary=(term, replace(term, definition="別の解説")))
    )
    changed = replace(
        edition, content=replace(edition.content, glossary=(term, replace(term, definition="改めた解説")))
    )
    (found,) = compare_editions(twice, changed)
    assert (found.before, found.after) == ("別の解説", "改めた解説")


@pytest.mark.parametrize(
    ("record", "texts", "no_facts"),
    [
        (PlanItem, record_texts.item_texts, {"item_id", "place"}),
        (Rating, record_texts.rating_texts, {"item_id", "department", "fiscal_year", "place"}),
        (GlossaryTerm, record_texts.glossary_texts, {"place"}),
        (
            SourceDocument,
            record_texts.document_texts,
            {"document", "layout", "sha256", "lines", "lines_accounted"},
        ),
        (CollaborationEntry, record_texts.entry_texts, {"entry_id", "place"}),
        (Indicator, record_texts.indicator_texts, {"indicator_id", "place", "values"}),
    ],
)
def test_every_field_of_a_record_is_compared(
    record: type, texts: Callable[..., object], no_facts: set[str]
) -> None:
    import inspect

    source = inspect.getsource(texts)
    compared = {field.name for field in fields(record)} - no_facts
    assert {name for name in compared if f".{name}" not in source} == set()


@settings(deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=4), max_size=8),
    st.lists(st.text(min_size=1, max_size=4), max_size=8),
)
def test_corrections_turn_the_old_list_into_the_new(old: list[str], new: list[str]) -> None:
    edition = strategy_edition()
    before = with_item(2, outcomes=tuple(old))(edition)
    after = with_item(2, outcomes=tuple(new))(edition)
    found = compare_editions(before, after)
    assert (found == ()) is (old == new)
    taken = [one.before for one in found if one.before is not None]
    given_ = [one.after for one in found if one.after is not None]
    assert sorted([*old, *given_]) == sorted([*new, *taken])


def test_errata_say_when_nothing_differs() -> None:
    report = errata_report(pledges_edition(), pledges_edition(), ReportSettings())
    assert any(getattr(block, "text", "") == NOTHING_DIFFERS for block in report.sections[0].blocks)


def test_errata_number_their_rows_and_name_absence() -> None:
    before = pledges_edition()
    after = with_item(1, printed_progress=None)(before)
    table = errata_report(before, after, ReportSettings()).sections[0].blocks[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "公約 01-1", "進捗状況（％）", "62.5", "（記載なし）"]
    ]  # type: ignore[union-attr]
    assert isinstance(compare_editions(before, after)[0], Correction)
