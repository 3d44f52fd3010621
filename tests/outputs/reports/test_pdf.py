"""PDF: accessible, archivable, nothing cut off, everything printed, the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import page
import pypdfium2
import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import read_edition
from mitodoke.outputs.reports.fonts import BIZ_UD, Family, find_fonts
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import render_errata, render_report
from mitodoke.outputs.reports.settings import FontChoice, ReportSettings
from outputs.reports import pdf_reading
from outputs.reports.editions import pledges_edition, register_edition, strategy_edition
from outputs.reports.font_widths import stated_and_real_widths
from outputs.reports.printed_facts import pledge_texts, register_texts, strategy_texts

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
EDITIONS = {"pledges": pledges_edition, "strategy": strategy_edition, "register": register_edition}
NAMES = [(kind, report.name) for kind, make in EDITIONS.items() for report in reports_of(make())]
FALSE_ALARMS = {
    "PDFUA1-FONT-GLYPH-WIDTH-001": lambda pdf: all(a == b for a, b in stated_and_real_widths(pdf)),
    "PDFA3A-TRUETYPE-GLYPH-WIDTH-001": lambda pdf: all(a == b for a, b in stated_and_real_widths(pdf)),
    "PDFA3A-STREAM-LENGTH-001": lambda pdf: pdf_reading.wrong_stream_lengths(pdf) == [],
}
"""Rules in which the validator errs (ADR 10), each with a check of our own that takes its place.

It takes the widths in CID-keyed CFF fonts for 0, and a stream whose last byte is a carriage return for shorter.
"""


def rendered(kind: str, name: str, **settings: object) -> bytes:
    return render_report(EDITIONS[kind](), name, ReportSettings(logo_svg=LOGO, **settings))  # type: ignore[arg-type]


def problems(pdf: bytes, profile: page.ValidationProfile) -> list[object]:
    """What the validator finds, without the false alarms that a check of our own disproves."""
    failures = page.validate_pdf_bytes(pdf, profile=profile).failures
    return [one for one in failures if one.rule_id not in FALSE_ALARMS or not FALSE_ALARMS[one.rule_id](pdf)]


@pytest.fixture(scope="module")
def files() -> dict[tuple[str, str], bytes]:
    return {(kind, name): rendered(kind, name) for kind, name in NAMES}


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_meets_the_standards(
    files: dict[tuple[str, str], bytes], kind: str, name: str, profile: page.ValidationProfile
) -> None:
    assert problems(files[kind, name], profile) == []


def without_rare_kanji() -> Edition:
    edition = pledges_edition()
    items = tuple(
        replace(
            item,
            activities=tuple(
                replace(one, text=(one.text or "").replace("𠮷", "吉")) for one in item.activities
            ),
        )
        for item in edition.content.items
    )
    return replace(edition, content=replace(edition.content, items=items))


def test_is_clean_without_exception_where_biz_ud_has_every_character() -> None:
    has_biz_ud = Family(BIZ_UD) in find_fonts(FontChoice.PREFER_BIZ_UD).families
    pdf = render_report(without_rare_kanji(), "pledges", ReportSettings())
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        left = [one for one in failures if one.rule_id != "PDFA3A-STREAM-LENGTH-001"] if has_biz_ud else []
        assert left == []
        assert problems(pdf, profile) == []


def test_stated_widths_are_those_of_the_fonts() -> None:
    widths = list(stated_and_real_widths(rendered("pledges", "pledges", font=FontChoice.NOTO)))
    assert len(widths) > 200
    assert [pair for pair in widths if pair[0] != pair[1]] == []
    assert len({real for _, real in widths}) > 5


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_nothing_is_cut_off_and_nothing_overlaps(
    files: dict[tuple[str, str], bytes], kind: str, name: str
) -> None:
    assert pdf_reading.outside_page(files[kind, name]) == []
    assert pdf_reading.overlapping(files[kind, name]) == []


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_no_page_ends_with_a_heading(files: dict[tuple[str, str], bytes], kind: str, name: str) -> None:
    end_alone = (
        "1-2若者とまちをつなぐ",
        "企画部",
    )  # an item without anything below it; the foot of the cover
    ends = [text for text, size, bold in pdf_reading.last_lines(files[kind, name]) if bold and size > 10]
    assert [text for text in ends if text not in end_alone] == []


def test_pledges_print_everything_in_order(files: dict[tuple[str, str], bytes]) -> None:
    whole = pdf_reading.all_text(files["pledges", "pledges"])
    body = whole[whole.index("Ⅰ市長公約取組状況", whole.index("Ⅰ市長公約取組状況") + 1) :]
    assert pdf_reading.in_order(pledge_texts(pledges_edition()), body) == []
    summary = body[body.index("Ⅱ市長公約取組状況総括表") :]
    codes = [
        "01",
        "55%",
        "01-1",
        "62.5%",
        "01-2",
        "記載なし",
        "02",
        "原文から失われています",
        "02-1",
        "0%",
        "全体",
        "41.2%",
    ]
    assert pdf_reading.in_order(codes, summary) == []


def test_strategy_prints_everything_in_order(files: dict[tuple[str, str], bytes]) -> None:
    whole = pdf_reading.all_text(files["strategy", "strategy"])
    body = whole[whole.rindex("基本目標1若い世代") :]
    assert pdf_reading.in_order(strategy_texts(strategy_edition()), body) == []
    assert (
        pdf_reading.in_order(["※1", "Uターン", "大都市に住む人が、生まれたまちに戻ること。", "RPA"], body)
        == []
    )


def test_register_prints_every_row(files: dict[tuple[str, str], bytes]) -> None:
    whole = pdf_reading.all_text(files["register", "register"])
    missing = [
        text
        for row in register_texts(register_edition())
        for text in row
        if pdf_reading.squeezed(text) not in whole
    ]
    assert missing == []
    titles = [entry.title for entry in register_edition().content.entries]
    assert pdf_reading.in_order(titles, whole) == []


def test_tags_headings_tables_and_figures(files: dict[tuple[str, str], bytes]) -> None:
    pledges = pdf_reading.structure(files["pledges", "pledges"])
    kinds = {element.kind for element in pledges}
    assert {"H1", "H2", "H3", "H4", "Table", "TH", "TD", "THead", "L", "LI", "TOC", "TOCI", "Figure"} <= kinds
    alternatives = [element.alt for element in pledges if element.kind == "Figure"]
    assert "" not in alternatives
    assert "市章" in alternatives
    assert "相談アプリの導入の評価（こども家庭課） 10段階中6" in alternatives
    assert any(alt.startswith("市長公約取組進捗状況") and "全体 41.2%" in alt for alt in alternatives)
    assert not any("空き店舗" in alt and "0%" in alt for alt in alternatives)


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_every_table_has_a_header_row(files: dict[tuple[str, str], bytes], kind: str, name: str) -> None:
    elements = pdf_reading.structure(files[kind, name])
    tables = sum(element.kind == "Table" for element in elements)
    heads = sum(element.kind == "THead" for element in elements)
    assert heads >= tables > 0 or (tables == 0 and heads == 0)


def test_tells_title_author_language_and_date() -> None:
    pdf = rendered("pledges", "pledges")
    told = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert told["Title"] == "花咲市 市長公約の取組状況"
    assert told["Author"] == "花咲市"
    assert told["CreationDate"].startswith("D:20260630150000Z")  # the first of July in Japan
    assert pdf_reading.language(pdf).startswith("ja")


def test_has_bookmarks_for_its_headings() -> None:
    toc = pypdfium2.PdfDocument(rendered("pledges", "pledges")).get_toc()
    marks = [(mark.level, mark.get_title()) for mark in toc]
    assert marks[2:6] == [
        (0, "Ⅰ 市長公約取組状況"),
        (1, "ビジョン01　子どもの声が響くまち　未来への投資を先送りしない！！"),
        (2, "01-1　安心して産み育てる支援"),
        (3, "産後ケアの自己負担の軽減"),
    ]


def test_carries_the_edition_inside() -> None:
    files = pdf_reading.attachments(rendered("strategy", "strategy"))
    assert read_edition(files["edition.json"]) == strategy_edition()
    assert files["indicators.csv"].decode().startswith("indicator_id,item_id,")
    assert "collaborations.csv" not in files


def test_the_same_edition_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib\n"
        "from outputs.reports.test_pdf import rendered\n"
        "print(hashlib.sha256(rendered('strategy', 'strategy')).hexdigest())"
    )
    tests = str(Path(__file__).parents[2])
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tests
    )
    assert other.stdout.strip() == hashlib.sha256(rendered("strategy", "strategy")).hexdigest()


def test_another_edition_gives_other_bytes() -> None:
    later = replace(strategy_edition(), version=2)
    assert render_report(later, "strategy", ReportSettings()) != rendered("strategy", "strategy")


def test_errata_are_printed() -> None:
    before = pledges_edition()
    items = tuple(
        replace(item, title="駅前広場の全面的な再整備") if item.item_id == "02-1-2" else item
        for item in before.content.items
    )
    after = replace(before, content=replace(before.content, items=items), version=3)
    whole = pdf_reading.all_text(render_errata(before, after, ReportSettings()))
    assert (
        pdf_reading.in_order(
            [
                "訂正前：第2版",
                "訂正後：第3版",
                "施策02-1-2",
                "見出し",
                "駅前広場の再整備",
                "駅前広場の全面的な再整備",
            ],
            whole,
        )
        == []
    )


@pytest.mark.parametrize("choice", FontChoice)
def test_both_fonts_set_every_report(choice: FontChoice) -> None:
    pdf = rendered("pledges", "pledges", font=choice)
    whole = pdf_reading.all_text(pdf)
    assert "髙﨑産院、𠮷田助産院" in whole
    assert pdf_reading.overlapping(pdf) == []
