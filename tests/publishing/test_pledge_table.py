"""The 総括表: the order of the print, its own figures, and where the body says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.figure import StatedFigure
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.pledge_table import SummaryTable, summary_table
from publishing.pledge_editions import pledge_edition

ADDRESSES = EditionAddresses(CityAddresses("999997"), DocumentKind.MAYORAL_PLEDGES, 2025, 1)


def stated(subject: str, number: str | None, line: int, figure: str = "progress.summary") -> StatedFigure:
    value = None if number is None else Decimal(number)
    return StatedFigure(subject=subject, figure=figure, printed=number, value=value, place=f"L{line}")


def table(figures: Sequence[StatedFigure]) -> SummaryTable:
    edition = pledge_edition()
    content = replace(edition.content, stated=tuple(figures))
    return summary_table(EditionIndex(replace(edition, content=content)), ADDRESSES)


WHOLE = (
    stated("02", "30", 101, "progress"),
    stated("02-1", "30", 102),
    stated("01", "52", 103, "progress"),
    stated("01-2", "45", 104),
    stated("01-1", "65", 105),
    stated("03", None, 106, "progress"),
    stated("03-1", "0", 107),
)


def test_rows_stand_in_the_order_of_the_print() -> None:
    assert [row.code for row in table(WHOLE).rows] == ["02", "02-1", "01", "01-2", "01-1", "03", "03-1"]


def test_rows_stand_as_in_the_body_where_the_print_is_not_whole() -> None:
    assert [row.code for row in table(WHOLE[:-1]).rows] == ["01", "01-1", "01-2", "02", "02-1", "03", "03-1"]


def test_a_figure_that_the_body_gives_otherwise_is_told() -> None:
    made = table(WHOLE)
    rows = {row.code: row for row in made.rows}
    assert (rows["01-2"].printed, rows["01-2"].body) == ("45％", "40％")
    assert rows["01-1"].body is None
    assert made.disagreeing == 1
    assert [finding.severity for finding in rows["01-2"].findings] == ["error"]


def test_a_lost_figure_has_its_reason_and_zero_is_zero() -> None:
    rows = {row.code: row for row in table(WHOLE).rows}
    assert (rows["03"].number, rows["03"].printed) == (None, "原文から失われています")
    assert (rows["03-1"].number, rows["03-1"].printed) == ("0", "0％")


def test_a_document_without_the_table_shows_the_figures_of_its_body() -> None:
    made = table(())
    assert not made.as_printed
    assert made.disagreeing == 0
    assert [row.printed for row in made.rows][:3] == ["52％", "65％", "40％"]


def test_every_row_leads_to_its_place_in_the_source() -> None:
    rows = {row.code: row for row in table(WHOLE).rows}
    assert rows["01-1"].source is not None
    assert rows["01-1"].source.words == "105行"


def test_the_rules_are_named_once_and_without_the_coverage_of_single_rows() -> None:
    edition = pledge_edition(rated=True)
    figures = tuple(
        replace(edition.audit.figures[0], subject=subject, rule=f"評価からの集計。2件中{number}件を評価")
        for number, subject in enumerate(("01-1", "01-2"), start=1)
    )
    made = summary_table(
        EditionIndex(replace(edition, audit=replace(edition.audit, figures=figures))), ADDRESSES
    )
    assert dict.fromkeys(made.rules) == {
        ("ビジョン", "文書の数値からは確かめられません"): None,
        ("公約", "評価からの集計"): None,
        ("公約", "施策ごとの評価の平均。評価がないため、計算方法と端数処理は確かめられません"): None,
    }
