"""PDF of texts that mean harm: they stay texts, stay on the page, or are refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.reports.attachments import attachments
from mitodoke.outputs.reports.pdf import ReportNotRenderedError
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import render_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports import pdf_reading
from outputs.reports.editions import pledges_edition
from outputs.reports.glyphs import missing_glyphs_of
from outputs.reports.pictures import LOGO_PNG
from outputs.reports.test_pdf import EDITIONS


def change_titles(edition: Edition, change: Callable[[str], str]) -> Edition:
    content = edition.content
    items = tuple(
        replace(
            item,
            title=change(item.title) if item.title else None,
            departments=tuple(map(change, item.departments)) if item.departments else item.departments,
            activities=tuple(replace(one, text=change(one.text or "")) for one in item.activities),
        )
        for item in content.items
    )
    entries = tuple(
        replace(entry, title=change(entry.title), number=change(entry.number), effects=change("効果"))
        for entry in content.entries
    )
    indicators = tuple(replace(one, name=change(one.name)) for one in content.indicators)
    return replace(edition, content=replace(content, items=items, entries=entries, indicators=indicators))


HOSTILE = {
    "markup": lambda text: text + "#panic() $x$ *b* `c` <l> @r \\ = h",
    "a long address": lambda text: text + "https://example.jp/" + "abc" * 60,
    "signs that never break": lambda text: text + "…" * 80 + "ー" * 80,
    "long": lambda text: text * 12,
    "controls": lambda text: "\x00\x07\u202e" + text + "\u200b\ufeff",
    "one character a line": "\n".join,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", EDITIONS)
def test_hostile_texts_stay_texts_and_stay_on_the_page(kind: str, name: str) -> None:
    edition = change_titles(EDITIONS[kind](), HOSTILE[name])
    pdf = render_report(edition, reports_of(edition)[0].name, ReportSettings())
    assert pdf_reading.outside_page(pdf) == []
    if name == "markup":
        assert "#panic()$x$*b*`c`<l>@r\\=h" in pdf_reading.all_text(pdf)


def test_missing_glyphs_are_set_as_geta_and_named_in_a_note() -> None:
    edition = change_titles(pledges_edition(), lambda text: text + "😀\ue000")
    assert missing_glyphs_of(edition, ReportSettings()) == ("\ue000", "😀")
    pdf = render_report(edition, "pledges", ReportSettings())
    whole = pdf_reading.all_text(pdf)
    assert "〓〓" in whole
    assert "フォントに字形のない文字です（U+E000、U+1F600）" in whole
    assert pdf_reading.outside_page(pdf) == []
    assert "😀" in edition_json(edition).decode()
    assert edition_json(edition).decode() in {file.text for file in attachments(edition)}
    assert missing_glyphs_of(pledges_edition(), ReportSettings()) == ()
    assert "〓" not in pdf_reading.all_text(render_report(pledges_edition(), "pledges", ReportSettings()))


@pytest.mark.parametrize(
    "name", ["city_name", "publisher", "cover_title", "introduction", "method", "logo_words"]
)
@pytest.mark.parametrize("kind", EDITIONS)
def test_hostile_settings_stay_texts(kind: str, name: str) -> None:
    hostile = '#import "x.typ": * $x$ *b* _i_ `c` <l> @r \\ ${{ = h // /* #panic()\x00\u202e'
    settings = ReportSettings(logo_png=LOGO_PNG, **{name: hostile})  # type: ignore[arg-type]
    edition = EDITIONS[kind]()
    pdf = render_report(edition, reports_of(edition)[0].name, settings)
    assert pdf_reading.outside_page(pdf) == []
    shown = pdf_reading.all_text(pdf)
    if name != "logo_words":
        assert '#import"x.typ":*$x$*b*_i_`c`<l>@r\\${{=h///*#panic()' in shown
    assert render_report(edition, reports_of(edition)[0].name, settings, file_format="docx")[:2] == b"PK"
    assert render_report(edition, reports_of(edition)[0].name, settings, file_format="xlsx")[:2] == b"PK"


@pytest.mark.parametrize("kind", EDITIONS)
def test_long_settings_stay_on_the_page(kind: str) -> None:
    long = "とても長い名称の市" * 22
    text = "\n".join(("吾輩は猫である。名前はまだ無い。" * 20,) * 30)
    settings = ReportSettings(
        city_name=long, publisher=long, cover_title=long, introduction=text, method=text, logo_png=LOGO_PNG
    )
    edition = EDITIONS[kind]()
    for report in reports_of(edition):
        pdf = render_report(edition, report.name, settings)
        assert pdf_reading.outside_page(pdf) == []
        assert pdf_reading.overlapping(pdf) == []


def test_a_logo_that_is_no_svg_is_refused_with_a_sentence() -> None:
    with pytest.raises(ReportNotRenderedError, match="報告書のPDFを作れません"):
        render_report(pledges_edition(), "pledges", ReportSettings(logo_svg=b"<html>"))


def test_an_empty_edition_has_reports_too() -> None:
    for make in EDITIONS.values():
        edition = make()
        content = replace(
            edition.content, items=(), indicators=(), entries=(), glossary=(), ratings=(), stated=()
        )
        empty = replace(edition, content=content)
        for report in reports_of(empty):
            assert render_report(empty, report.name, ReportSettings()).startswith(b"%PDF")
