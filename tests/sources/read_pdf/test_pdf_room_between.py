"""What the room between lines tells: paragraphs of a cell, text set to the width of a frame, heads on pages that lie."""

from __future__ import annotations

import pytest

from mitodoke.sources.placed_lines import BREAK
from sources.read_pdf.test_pdf_page_parts import PROSE, read, texts

NAMES = ["花咲市民活動の会連合", "花咲製作所株式会社様", "花咲新聞社友の会本部"]


@pytest.mark.parametrize("apart", ["0.9em", "1.2em", "2em"])
def test_names_that_fill_their_lines_are_told_apart_by_the_room_between(apart: str) -> None:
    cell = "\n\n".join(NAMES)
    source = (
        f"#set par(leading: 0.5em, spacing: {apart})\n"
        f"#table(columns: (10em + 8pt, 30em), inset: 4pt, stroke: 0.5pt, [団体], [内容], [{cell}], [{PROSE * 3}])"
    )
    assert texts(source)[1] == f"{BREAK.join(NAMES)}\t{PROSE * 3}"


def test_lines_equally_far_apart_are_one_text() -> None:
    long = "".join(NAMES)
    source = f"#table(columns: (10em + 8pt, 30em), inset: 4pt, stroke: 0.5pt, [団体], [内容], [{long}], [{PROSE * 3}])"
    assert texts(source)[1] == f"{long}\t{PROSE * 3}"


def test_a_text_set_to_the_width_of_a_frame_runs_on() -> None:
    source = f"#set par(justify: true)\n#block(inset: 8mm, stroke: 0.5pt, width: 100%)[※「件数」：{PROSE}]\n\n短い行。"
    assert texts(source) == [f"※「件数」：{PROSE}", "短い行。"]


def test_centred_lines_stay_lines() -> None:
    source = "#align(center)[花咲市まち・ひと・しごと創生総合戦略の取組状況 \\ （令和6年度） \\ 第1版]"
    assert texts(source) == ["花咲市まち・ひと・しごと創生総合戦略の取組状況", "（令和6年度）", "第1版"]


def test_running_heads_of_pages_that_stand_and_lie_are_one() -> None:
    head = '#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 18mm), header: align(right, text(7.5pt)[花咲市の報告]))\n'
    source = (
        head
        + "はじめに\n#pagebreak()\nあらまし\n#set page(flipped: true)\n一覧の一\n#pagebreak()\n一覧の二\n#pagebreak()\n一覧の三"
    )
    found = read(source)
    assert [line for line in found.lines if line] == [
        "はじめに",
        "あらまし",
        "一覧の一",
        "一覧の二",
        "一覧の三",
    ]
    assert {one.text for one in found.left_out} == {"花咲市の報告"}
