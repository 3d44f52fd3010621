"""PDF of texts that mean harm: they stay texts, stay on the page, or are refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.pdf import MissingGlyphsError, ReportNotRenderedError
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import missing_glyphs_of, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports import pdf_reading
from outputs.reports.editions import pledges_edition
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


def test_missing_glyphs_are_told_before_publication() -> None:
    edition = change_titles(pledges_edition(), lambda text: text + "😀\ue000")
    assert missing_glyphs_of(edition, ReportSettings()) == ("\ue000", "😀")
    with pytest.raises(MissingGlyphsError) as told:
        render_report(edition, "pledges", ReportSettings())
    assert told.value.characters == ("\ue000", "😀")
    assert "「😀」（U+1F600）" in str(told.value)
    assert missing_glyphs_of(pledges_edition(), ReportSettings()) == ()


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
