"""The page of the review: printed counts beside derived ones, marked items, moved targets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition
from mitodoke.publishing.presentation.revision import revision_page
from publishing.edition_parts import CODE
from publishing.strategy_editions import indicator, strategy_edition


def addresses(year: int = 2021) -> EditionAddresses:
    return EditionAddresses(
        city=CityAddresses(CODE), kind=DocumentKind.COMPREHENSIVE_STRATEGY, fiscal_year=year, version=1
    )


def stated(name: str, printed: str | None, derived: str, agrees: bool | None) -> tuple[StatedFigure, Figure]:
    figure = f"count.revisions.{name}"
    return (
        StatedFigure(
            subject="document",
            figure=figure,
            printed=printed,
            value=None if printed is None else Decimal(printed[:-2]),
            place="L88",
        ),
        Figure(
            subject="document",
            figure=figure,
            printed=printed,
            calculated_exact=derived,
            calculated=derived,
            rule="「新規施策」の印がある項目の数",
            agrees=agrees,
            place="L88",
        ),
    )


def test_printed_counts_stand_beside_the_derived_ones() -> None:
    edition = strategy_edition()
    pairs = [
        stated("new_measure", "1項目", "1", True),
        stated("kpi_changed", "3項目", "1", False),
        stated("ended", None, "0", None),
    ]
    edition = replace(
        edition,
        content=replace(edition.content, stated=tuple(one for one, _ in pairs)),
        audit=replace(edition.audit, figures=tuple(one for _, one in pairs)),
    )
    page = revision_page(EditionIndex(edition), addresses())
    rows = {row.flag: (row.printed, row.stated, row.derived, row.agrees) for row in page.counts}
    assert rows == {
        "新規施策": ("1項目", True, "1", True),
        "新規事業": (None, False, "0", None),
        "事業内容変更": (None, False, "0", None),
        "取組終了": (None, True, "0", None),
        "数値目標変更": (None, False, "1", None),
        "KPI変更": ("3項目", True, "1", False),
    }
    source = page.counts[0].source
    assert source is not None
    assert source.words == "88行"


def test_marked_items_are_listed_and_lost_marks_are_told() -> None:
    page = revision_page(EditionIndex(strategy_edition()), addresses())
    groups = {group.label: [link.label for _, link, _ in group.items] for group in page.groups}
    assert groups == {
        "新規施策": ["S1 学生と企業の出会い"],
        "数値目標変更": ["新しい雇用の数"],
        "KPI変更": ["S1-1 合同説明会事業"],
    }
    assert [link.label for link in page.lost] == ["S1-2 （見出しは原文から失われています）"]


def test_a_marked_target_without_an_earlier_edition_says_nothing_of_its_original() -> None:
    page = revision_page(EditionIndex(strategy_edition()), addresses())
    assert [(row.indicator.label, row.original) for row in page.targets] == [("新しい雇用の数", None)]
    assert page.before == ""


def test_moved_targets_are_derived_by_comparing_editions() -> None:
    first = strategy_edition(2020)
    targets = (
        indicator("S1-1", 1, "参加企業数", ("63社", "100社", "500社")),
        indicator("S1-1", 2, "来場者数", ("1,234人", "900人", "1,500人")),
    )
    first = replace(first, content=replace(first.content, indicators=targets))
    earlier = EarlierEdition(index=EditionIndex(first), addresses=addresses(2020), label="令和2年度 第1版")
    page = revision_page(EditionIndex(strategy_edition()), addresses(), [earlier])
    rows = {row.indicator.label: row for row in page.targets}
    assert set(rows) == {"新しい雇用の数", "参加企業数"}
    moved = rows["参加企業数"]
    assert moved.original is not None
    assert moved.original.shown.quantity.text == "500社"
    assert [one.quantity.text for one in moved.current] == ["450社"]
    assert page.before == "令和2年度 第1版"
