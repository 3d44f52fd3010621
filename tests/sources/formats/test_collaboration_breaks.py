"""Names at line breaks that a person set inside a cell: each is a name of its own unless it clearly goes on."""

from __future__ import annotations

import pytest

from mitodoke.sources.extract import extract
from mitodoke.sources.formats.collaboration_register.organisation_gaps import split_gaps
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_text import SourceText


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["みなと交通会議", "みなとバス株式会社"], ["みなと交通会議", "みなとバス株式会社"]),
        (["花の会", "緑の会", "港の会"], ["花の会", "緑の会", "港の会"]),
        (["株式会社", "花咲製作"], ["株式会社花咲製作"]),
        (["花咲市まちづくり（青年", "部）"], ["花咲市まちづくり（青年部）"]),
        (["花の会", "、緑の会"], ["花の会、緑の会"]),
        (["・植木：花咲造園組合", "・畳：花咲畳組合"], ["・植木：花咲造園組合", "・畳：花咲畳組合"]),
        (["花の会", "外18団体"], ["花の会", "外18団体"]),
        (["花の会", "", "緑の会"], ["花の会", "緑の会"]),
    ],
)
def test_a_break_divides_names(lines: list[str], expected: list[str]) -> None:
    assert split_gaps(BREAK.join(lines), frozenset()) == expected


def test_a_break_inside_a_known_name_does_not_divide_it() -> None:
    assert split_gaps(f"花咲市子ども育成{BREAK}連絡の輪", frozenset({"花咲市子ども育成連絡の輪"})) == [
        "花咲市子ども育成連絡の輪"
    ]


def test_a_hundred_thousand_breaks_cost_linear_time() -> None:
    assert len(split_gaps(BREAK.join(["花の会"] * 100_000), frozenset())) == 100_000


def test_organisers_on_lines_of_their_own_are_several() -> None:
    lines = (
        "協働事業実施状況（令和6年度）",
        "協働の形態：後援（名義）（2件）",
        "【市名義】（2件）",
        "No.\t事業の名称\t主催者\t担当課",
        f"1\t花の展示会\t花の会{BREAK}株式会社花咲新聞社\t緑の課",
        "2\t港の音楽会\t港の会、緑の会\t緑の課",
    )
    entries = extract(SourceText("x", lines, "0" * 64, "xlsx")).content.entries
    assert [[one.name for one in entry.organisations] for entry in entries] == [
        ["花の会", "株式会社花咲新聞社"],
        ["港の会", "緑の会"],
    ]
