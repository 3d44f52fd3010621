"""docx: a document that an office can go on with, with everything in it, the same bytes each time."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from mitodoke.outputs.docx_archive import fixed_archive
from mitodoke.outputs.reports.render import render_errata, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.editions import pledges_edition, register_edition, strategy_edition
from outputs.reports.pdf_reading import in_order, squeezed
from outputs.reports.printed_facts import pledge_texts, register_texts, strategy_texts

EDITIONS = {"pledges": pledges_edition, "strategy": strategy_edition, "register": register_edition}


def read(kind: str, name: str | None = None) -> docx.document.Document:
    data = render_report(EDITIONS[kind](), name or kind, ReportSettings(), file_format="docx")
    return docx.Document(io.BytesIO(data))


def whole_text(document: docx.document.Document) -> str:
    return squeezed("".join(text.text or "" for text in document.element.body.iter(qn("w:t"))))


def test_headings_are_headings_in_the_order_of_the_document() -> None:
    document = read("pledges")
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:6] == [
        ("Heading 1", "目次"),
        ("Heading 1", "はじめに"),
        ("Heading 1", "市長公約の進捗状況の数値化"),
        ("Heading 1", "Ⅰ 市長公約取組状況"),
        ("Heading 2", "ビジョン01　子どもの声が響くまち　未来への投資を先送りしない！！"),
        ("Heading 3", "01-1　安心して産み育てる支援"),
    ]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [("pledges", pledge_texts(pledges_edition())), ("strategy", strategy_texts(strategy_edition()))],
)
def test_everything_is_there_in_order(kind: str, texts: list[str]) -> None:
    whole = whole_text(read(kind))
    wanted = [text.replace("進捗状況", "進捗状況：") if text.endswith("%") else text for text in texts]
    assert in_order(wanted, whole) == []


def test_the_register_is_there_row_by_row() -> None:
    whole = whole_text(read("register"))
    for row in register_texts(register_edition()):
        assert [text for text in row if squeezed(text) not in whole] == []


def test_tables_repeat_their_header_and_rows_stay_whole() -> None:
    document = read("register")
    assert len(document.tables) == 5
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert len({len(row._tr.tc_lst) for row in table.rows}) == 1
    wide = document.tables[1]
    unbroken = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in wide.rows]
    assert unbroken == [True, True, False, True]  # the purpose of the second entry is longer than a page


def test_cells_of_the_outline_chart_are_merged() -> None:
    chart = read("strategy").tables[1]
    merged = [[tc.tcPr.find(qn("w:vMerge")) for tc in row._tr.tc_lst] for row in chart.rows]
    assert [merge is not None and merge.get(qn("w:val")) for merge in merged[1]] == [
        "restart",
        "restart",
        False,
    ]
    assert merged[2][0].get(qn("w:val")) == "continue"


def test_changed_targets_are_underlined() -> None:
    document = read("strategy")
    runs = [
        run
        for run in document.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None
    ]
    assert [run.text for run in runs] == ["▲100人", "累計60件"]


def test_pages_are_a4_and_turn_for_wide_tables() -> None:
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in read("register").sections]
    assert sizes == [(210, 297)] * 3 + [(297, 210)] * 3


def test_tells_title_language_and_date() -> None:
    properties = read("pledges").core_properties
    assert properties.title == "花咲市 市長公約の取組状況"
    assert properties.language == "ja-JP"
    assert properties.created.date().isoformat() == "2026-07-01"


@pytest.mark.parametrize("kind", EDITIONS)
def test_the_same_edition_gives_the_same_bytes(kind: str) -> None:
    first = render_report(EDITIONS[kind](), "summary", ReportSettings(), file_format="docx")
    time.sleep(2.1)  # the dates in an archive count in steps of two seconds
    assert render_report(EDITIONS[kind](), "summary", ReportSettings(), file_format="docx") == first


def test_fixed_archive_keeps_the_parts_in_their_order() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("b", "2")
        archive.writestr("a", "1")
    with zipfile.ZipFile(io.BytesIO(fixed_archive(stored.getvalue()))) as archive:
        assert [(info.filename, info.date_time[0], archive.read(info)) for info in archive.infolist()] == [
            ("b", 1980, b"2"),
            ("a", 1980, b"1"),
        ]


def test_errata_as_docx() -> None:
    data = render_errata(pledges_edition(), pledges_edition(), ReportSettings(), file_format="docx")
    assert "二つの版の内容に違いはありません。" in whole_text(docx.Document(io.BytesIO(data)))
