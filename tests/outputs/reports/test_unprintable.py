"""Characters without a glyph are found in the records, with the place where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.unprintable import Unprintable, unprintable_characters
from outputs.reports.editions import pledges_edition
from outputs.reports.glyphs import missing_glyphs_of
from outputs.reports.test_pdf import EDITIONS
from outputs.reports.test_pdf_hostile import change_titles


def _found(edition: Edition, settings: ReportSettings) -> tuple[Unprintable, ...]:
    return unprintable_characters(edition, settings, find_fonts(settings.font))


@pytest.mark.parametrize("kind", EDITIONS)
def test_what_the_reports_cannot_show_is_found(kind: str) -> None:
    edition = change_titles(EDITIONS[kind](), lambda text: text + "😀")
    settings = ReportSettings(introduction="\ue000")
    found = _found(edition, settings)
    assert [one.character for one in found] == ["\ue000", "😀"]
    assert set(missing_glyphs_of(edition, settings)) <= {one.character for one in found}
    assert _found(EDITIONS[kind](), ReportSettings()) == ()


def test_one_sentence_tells_character_code_and_place() -> None:
    edition = pledges_edition()
    first = edition.content.items[0]
    items = (replace(first, title="😀です"), *edition.content.items[1:])
    edition = replace(edition, content=replace(edition.content, items=items))
    [found] = _found(edition, ReportSettings())
    assert "「😀」（U+1F600）" in found.sentence
    assert f"{first.kind.label} {first.code}の見出し" in found.sentence
    assert found.sentence.count("。") == 2


def test_many_places_are_counted() -> None:
    edition = change_titles(pledges_edition(), lambda text: text + "😀")
    [found] = _found(edition, ReportSettings())
    assert f"ほか{len(found.places) - 3}か所" in found.sentence


def test_a_letter_and_its_mark_count_as_one() -> None:
    edition = pledges_edition()
    assert _found(edition, ReportSettings(introduction="か\u3099 e\u0301")) == ()
