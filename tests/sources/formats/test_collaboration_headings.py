"""The lines of a register that are no rows: headings, table heads, page numbers, totals."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.sources.formats.collaboration_register.columns import Column, read_head_cells, read_head_text
from mitodoke.sources.formats.collaboration_register.headings import (
    is_page_number,
    read_form_heading,
    read_holder_heading,
    read_title,
    read_total,
)
from mitodoke.sources.formats.collaboration_register.numbering import fold_number


@pytest.mark.parametrize(
    ("line", "form", "count"),
    [
        ("① 協働の形態：共催（10件）", CollaborationForm.CO_HOSTING, 10),
        ("①　協働の形態：共催 （２５件）", CollaborationForm.CO_HOSTING, 25),
        ("② 協働の形態：実行委員会・協議会等（1,011件）", CollaborationForm.COMMITTEE, 1011),
        ("③ 協働の形態：その他（事業協力）（16件）", CollaborationForm.COOPERATION, 16),
        ("④ 協働の形態: 後援", CollaborationForm.PATRONAGE, None),
        ("(5) 形態：委託", CollaborationForm.COMMISSION, None),
        ("⑥ 補助・助成（3件）", CollaborationForm.SUBSIDY, 3),
        ("■協賛（2件）", CollaborationForm.SPONSORSHIP, 2),
        ("①　協働の形態：共催 3/3", CollaborationForm.CO_HOSTING, None),
        ("⑦ 協働の形態：見守り（1件）", None, 1),
    ],
)
def test_form_headings(line: str, form: CollaborationForm | None, count: int | None) -> None:
    heading = read_form_heading(line)
    assert heading is not None
    assert (heading.form, heading.count) == (form, count)
    assert heading.is_page is line.endswith("3/3")


@pytest.mark.parametrize(
    "line", ["共催した。", "補助は3件", "協働の形態は共催である", "形態", "", "あ" * 500]
)
def test_what_is_no_form_heading(line: str) -> None:
    assert read_form_heading(line) is None


@pytest.mark.parametrize(
    ("line", "holder", "count"),
    [
        ("【花咲市名義】（108件）", NameHolder.CITY, 108),
        ("【教育委員会名義】", NameHolder.BOARD_OF_EDUCATION, None),
        ("〔花咲市教育委員会名義〕（3件）", NameHolder.BOARD_OF_EDUCATION, 3),
        ("■市長名義　5件", NameHolder.CITY, 5),
    ],
)
def test_holder_headings(line: str, holder: NameHolder, count: int | None) -> None:
    heading = read_holder_heading(line)
    assert heading is not None
    assert (heading.holder, heading.count) == (holder, count)


@pytest.mark.parametrize("line", ["市の名義", "名義", "後援名義の使用を認めた。", "a\t【市名義】"])
def test_what_is_no_holder_heading(line: str) -> None:
    assert read_holder_heading(line) is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("3 協働事業実施状況（令和2年度）", "協働事業実施状況（令和2年度）"),
        ("３　協働事業実施状況（令和６年度）　", "協働事業実施状況（令和６年度）"),
        ("3．協働事業の実施状況", "協働事業の実施状況"),
        ("第3章 協働の取組状況について", "協働の取組状況について"),
        ("令和6年度　花咲市協働事業一覧", "令和6年度　花咲市協働事業一覧"),
        ("協働の取組状況を伝えた。", None),
        ("協働の形態：共催", None),
        ("花の実施状況", None),
    ],
)
def test_titles(line: str, title: str | None) -> None:
    assert read_title(line) == title


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("12", True), ("- 12 -", True), ("3/7", True), ("p. 4", True), ("12人", False), ("", False)],
)
def test_page_numbers(line: str, is_one: bool) -> None:
    assert is_page_number(line) is is_one


@pytest.mark.parametrize(("line", "count"), [("合計 25件", 25), ("計\t１０件", 10), ("合計は多い", None)])
def test_totals(line: str, count: int | None) -> None:
    assert read_total(line) == count


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1", "1"),
        ("１", "1"),
        ("12.", "12"),
        ("(3)", "3"),
        ("No.4", "4"),
        ("2-1", "2-1"),
        ("a", None),
        ("1人", None),
    ],
)
def test_numbers(printed: str, number: str | None) -> None:
    assert fold_number(printed) == number


def test_heads() -> None:
    running = read_head_text(
        "№ 実施年月日 協働事業の名称 担当部署 実施区分 協働事業の目的、内容等 取組に関係した団体等 "
        "参加人数（複数回の場合は延べ人数） 取組の効果、市民からの反響等"
    )
    assert running is not None
    assert [column.value for column in running.columns] == (
        [
            "number",
            "dates",
            "title",
            "department",
            "recurrence",
            "purpose",
            "organisations",
            "participants",
            "effects",
        ]
    )
    compound = read_head_text("No. 事業の名称 (担当課) 実施区分 目的 団体 実施年月日、参加人数 効果")
    assert compound is not None
    assert Column.DEPARTMENT not in compound.columns
    assert Column.PARTICIPANTS not in compound.columns
    cells = read_head_cells(["番号", "事業名", "主催者", "担当部署", "会場"])
    assert cells is not None
    assert (cells.columns[-1], cells.unknown) == (Column.OTHER, ("会場",))
    assert read_head_cells(["1", "花の教室", "花の会", "公園課"]) is None
    assert read_head_text("花の教室 名称") is None
