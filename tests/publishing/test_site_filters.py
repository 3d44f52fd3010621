"""Filters, pages of lists and marked lines: what is asked for, or a sentence on what is wrong."""

from __future__ import annotations

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.findings import FindingDocument, findings_page
from mitodoke.publishing.presentation.page import BadParameterError, slice_page
from mitodoke.publishing.presentation.register_filter import (
    department_choices,
    form_choices,
    matching,
    read_filter,
    year_choices,
)
from mitodoke.publishing.presentation.source import source_page
from publishing.edition_parts import CODE, source_text
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.strategy_editions import strategy_edition

REGISTERS = [EditionIndex(register_edition(2024)), EditionIndex(register_edition(2023))]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 8),
        ({"year": "2024"}, 4),
        ({"form": "co_hosting"}, 4),
        ({"department": "観光課"}, 2),
        ({"year": "2023", "form": "patronage"}, 1),
        ({"words": "花いっぱい"}, 2),
        ({"words": "花いっぱい 声"}, 2),
        ({"words": "花いっぱい\u3000無い言葉"}, 0),
        ({"words": "みんなで育てる"}, 6),
        ({"words": "陸上協会"}, 2),
        ({"words": " "}, 8),
        ({"year": "", "form": "", "department": ""}, 8),
        ({"unknown": "x"}, 8),
    ],
)
def test_filters_narrow_the_register(asked: dict[str, str], expected: int) -> None:
    assert len(matching(read_filter(asked, REGISTERS), REGISTERS)) == expected


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"year": "1999"}, "年度"),
        ({"year": "abc"}, "年度"),
        ({"form": "everything"}, "形態"),
        ({"department": "宇宙課"}, "担当部署"),
        ({"words": "あ" * 101}, "100文字"),
    ],
)
def test_a_filter_that_does_not_exist_is_named(asked: dict[str, str], word: str) -> None:
    with pytest.raises(BadParameterError, match=word):
        read_filter(asked, REGISTERS)


def test_choices_are_what_there_is_and_mark_the_chosen() -> None:
    wanted = read_filter({"year": "2023", "form": "committee", "department": "観光課"}, REGISTERS)
    assert [(c.value, c.chosen) for c in year_choices(wanted, REGISTERS)] == [("2024", False), ("2023", True)]
    assert [c.label for c in form_choices(wanted, REGISTERS)] == [
        "共催",
        "実行委員会・協議会等",
        "後援（名義）",
    ]
    assert [c.value for c in department_choices(wanted, REGISTERS) if c.chosen] == ["観光課"]
    assert wanted.query() == {"year": "2023", "form": "committee", "department": "観光課"}


@pytest.mark.parametrize(
    ("total", "page", "expected"),
    [
        (0, 1, (0, 0, 1, 1, 0)),
        (50, 1, (0, 50, 1, 1, 1)),
        (51, 2, (50, 51, 2, 2, 51)),
        (206, 5, (200, 206, 5, 5, 201)),
    ],
)
def test_lists_come_in_pages(total: int, page: int, expected: tuple[int, ...]) -> None:
    part = slice_page(total, 50, page)
    assert (part.start, part.stop, part.number, part.pages, part.first) == expected


@pytest.mark.parametrize("page", [0, 3, -1, 10**9])
def test_a_page_that_does_not_exist_is_refused(page: int) -> None:
    with pytest.raises(BadParameterError, match="ページの番号"):
        slice_page(60, 50, page)


def documents() -> list[FindingDocument]:
    found = []
    for edition in (pledge_edition(), strategy_edition(), register_edition()):
        document = edition.content.document
        addresses = EditionAddresses(
            city=CityAddresses(CODE), kind=document.kind, fiscal_year=document.fiscal_year, version=1
        )
        found.append(FindingDocument(index=EditionIndex(edition), addresses=addresses, label=document.title))
    return found


@pytest.mark.parametrize(
    ("asked", "checks"),
    [
        (
            {},
            [
                "figure_disagrees",
                "reversed_date_range",
                "target_below_baseline",
                "lost_figure",
                "lost_heading",
            ],
        ),
        ({"severity": "error"}, ["figure_disagrees", "reversed_date_range"]),
        ({"document": "strategy-2021"}, ["target_below_baseline", "lost_heading"]),
        ({"document": "pledges-2025", "severity": "note"}, ["lost_figure"]),
        ({"check": "lost_heading"}, ["lost_heading"]),
        ({"document": "pledges-2025", "severity": "warning"}, []),
    ],
)
def test_findings_are_grouped_gravest_first(asked: dict[str, str], checks: list[str]) -> None:
    page = findings_page(documents(), asked)
    assert [group.check for group in page.groups] == checks
    assert page.slice.total == sum(group.total for group in page.groups)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"severity": "grave"}, "重要度"),
        ({"document": "x"}, "文書"),
        ({"check": "x"}, "種類"),
    ],
)
def test_a_filter_of_findings_that_does_not_exist_is_named(asked: dict[str, str], word: str) -> None:
    with pytest.raises(BadParameterError, match=word):
        findings_page(documents(), asked)


def test_choices_are_counted_over_all_findings() -> None:
    page = findings_page(documents(), {"document": "pledges-2025"})
    severities = next(facet for facet in page.facets if facet.name == "severity")
    assert [(choice.label, choice.count) for choice in severities.choices] == [
        ("誤り", 2),
        ("要確認", 1),
        ("参考", 2),
    ]


def test_kinds_of_documents_have_filter_names() -> None:
    assert [document.key for document in documents()] == [
        "pledges-2025",
        "strategy-2021",
        "collaboration-2024",
    ]
    assert DocumentKind.COLLABORATION_REGISTER.label == "協働事業"


@pytest.mark.parametrize(("number", "first", "last"), [(1, 1, 300), (2, 301, 400)])
def test_a_source_comes_in_pages(number: int, first: int, last: int) -> None:
    page = source_page(source_text(400), (), number)
    assert (page.lines[0].number, page.lines[-1].number) == (first, last)


def test_a_place_of_several_lines_is_an_anchor_before_its_first() -> None:
    places = ("L3-L5", "L3-L4", "L3-L5", "L7", None, "p3", "Sheet1!B4:D9", "L5-L3")
    page = source_page(source_text(400), places, 1)
    assert {line.number: line.anchors for line in page.lines if line.anchors} == {3: ("L3-L5", "L3-L4")}


@pytest.mark.parametrize("number", [0, 3, 10**9])
def test_a_page_of_a_source_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(BadParameterError, match="1から2まで"):
        source_page(source_text(400), (), number)


def test_the_way_to_other_pages_keeps_the_filter() -> None:
    pager = slice_page(120, 50, 2).pager("/a/", {"form": "x y"})
    assert pager is not None
    assert (pager.previous, pager.next) == ("/a/?form=x+y", "/a/page/3/?form=x+y")
    assert slice_page(50, 50).pager("/a/") is None
