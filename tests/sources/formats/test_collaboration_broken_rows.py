"""The register with cells broken over lines: every broken form of a row on its own, and hostile text."""

from __future__ import annotations

from typing import Any

import pytest

from mitodoke.domain.collaboration import Recurrence
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS
from sources.formats.collaboration_reading import bare, read

HEAD = """№ 実施年月日 協働事業の名称 担当部署 実施区分 協働事業の目的、内容等 取組に関係した団体等

参加人数
（複数回の場
合は延べ人

数）

取組の効果、市民からの反響等
"""
START = f"３　協働事業実施状況（令和６年度）　\n①　協働の形態：共催 （2件）\n\n{HEAD}\n"


ROW = """1

令和6年5月1日 花の教室 公園課 例年実施
（平成10年～）

花を植え、まちを明るくすることを目的とする。

花咲花の会、花咲商工会議所          25 好評だった。
"""


@pytest.mark.parametrize(
    ("change", "field", "wanted"),
    [
        (("          25 好評", "  25 好評"), "participants", 25),
        (("          25 好評", " 25 好評"), "participants", 25),
        (("          25 好評だった。", "\n\n25 好評だった。"), "participants", 25),
        (("          25 好評だった。", "\n\n   25\n\n好評だった。"), "participants", 25),
        (("25 好評", "1,025 好評"), "participants", 1025),
        (("25 好評", "約25人 好評"), "participants", 25),
        (("25 好評", "延べ25 好評"), "participants", 25),
        (("          25 好評だった。", "\n\n －\n\n好評だった。"), "participants", None),
        (("          25 好評だった。", "\n\n －\n\n好評だった。"), "effects", "好評だった。"),
        (
            ("花の教室 公園課 例年実施", "花の教\n室\n\n公園\n緑地課\n\n例年実施"),
            "departments",
            ("公園緑地課",),
        ),
        (("花の教室 公園課 例年実施", "花の教\n室\n\n公園\n緑地課\n\n例年実施"), "title", "花の教室"),
        (("花の教室 公園課 例年実施", "花の教室 公園緑\n地課\n\n例年実施"), "departments", ("公園緑地課",)),
        (("公園課", "公園課、こども若者課"), "departments", ("公園課", "こども若者課")),
        (("例年実施\n（平成10年～）", "例年実施\n（平成10年度\n～令和元年度\nまで）"), "since_year", 1998),
        (("例年実施\n（平成10年～）", "３年に一度実施"), "recurrence", Recurrence.OTHER),
        (("例年実施\n（平成10年～）", "単年度（新\n規）実施"), "recurrence", Recurrence.ONE_OFF),
        (("例年実施\n（平成10年～）\n\n", "例年実施 "), "recurrence_printed", "例年実施"),
        (("1\n\n令和", "1 令和"), "title", "花の教室"),
        (("1\n\n令和", "１\n\n令和"), "number", "1"),
        (("令和6年5月1日", "令和６年５月１日（水）"), "title", "花の教室"),
        (("令和6年5月1日 ", "令和6年5月1日\n5月8日\n\n"), "title", "花の教室"),
        (("令和6年5月1日 ", "通年 "), "title", "花の教室"),
        (
            ("目的とする。\n", "目的とする。\n\n会場は3か所である。\n"),
            "organisations_printed",
            "花咲花の会、花咲商工会議所",
        ),
    ],
)
def test_forms_of_one_row(change: tuple[str, str], field: str, wanted: Any) -> None:
    assert change[0] in ROW
    (entry,) = read(START + ROW.replace(*change), BROKEN_CELLS).content.entries
    assert getattr(entry, field) == wanted


def test_lost_cells_are_absent_and_doubted() -> None:
    text = START + ROW.replace("例年実施\n（平成10年～）\n", "").replace("          25 好評だった。", "")
    result = read(text, BROKEN_CELLS)
    (entry,) = result.content.entries
    assert (entry.recurrence, entry.participants, entry.effects) == (None, None, None)
    ((check, subject),) = result.checks
    assert (check, subject) == ("row_too_short", "co_hosting-1")
    assert "実施区分" in result.findings[0].printed
    assert "参加人数" in result.findings[0].printed


def test_numbers_that_repeat_or_leave_a_gap() -> None:
    rows = ROW + "\n" + ROW + "\n" + ROW.replace("1\n", "5\n", 1)
    result = read(START + rows, BROKEN_CELLS)
    assert list(result.entries) == ["co_hosting-1", "co_hosting-1~2", "co_hosting-5"]
    assert result.checks == [("duplicate_number", "co_hosting-1~2"), ("number_gap", "co_hosting-5")]


def test_a_page_break_within_a_cell() -> None:
    row = ROW.replace("目的とす", f"目的とす\n\n①　協働の形態：共催 1/2\n\n\n- 3 -\n\n{HEAD}\n")
    result = read(START + row, BROKEN_CELLS)
    (entry,) = result.content.entries
    assert bare(entry.purpose) == "花を植え、まちを明るくすることを目的とする。"
    assert result.ledger.unaccounted == ()


def test_the_next_section_of_the_report_is_not_taken() -> None:
    text = START + ROW + "\n４　市民参加手続の実施状況（令和６年度）\n\n意見の募集 3件\n"
    result = read(text, BROKEN_CELLS)
    assert [bare(entry.effects) for entry in result.content.entries] == ["好評だった。"]
    last = len(result.text.lines)
    assert result.ledger.unaccounted == (last - 2, last)


def test_sentences_about_forms_are_no_headings() -> None:
    effects = "協働の形態は共催である。\n補助の申請は12件\n市の名義\n協働の取組状況を伝えた。"
    (entry,) = read(START + ROW.replace("好評だった。", effects), BROKEN_CELLS).content.entries
    assert bare(entry.effects) == bare(effects)


@pytest.mark.parametrize(
    "body",
    [
        "1\n" * 3000,
        "令和6年5月1日\n" * 3000,
        "1\n\n令和6年5月1日 " + "あ い " * 15_000,
        "1\n\n令和6年5月1日 あ\n" + "12 あいう 34 えお\n" * 4000,
        "1\n\n令和6年5月1日 あ\n\n" + "例年実施\n（平成2年～）\n" * 3000,
        "1\n\n令和6年5月1日 " + "9" * 60_000 + "\n\n例年実施\n\n" + "9" * 60_000,
        "1\n\n令和6年5月1日 " + "（" * 60_000,
        "\t" * 5000,
        "",
    ],
)
def test_hostile_text_never_raises(body: str) -> None:
    result = read(START + body, BROKEN_CELLS)
    assert result.content.document.fiscal_year == 2024


def test_an_unordered_document_is_still_read() -> None:
    head = "No. 協働事業の名称 (担当課) 実施区分 協働事業の目的、内容等 取組に関係した団体等 実施年月日、参加人数 取組の効果"
    text = f"""３　協働事業実施状況（令和６年度）
②　協働の形態：実行委員会・協議会等 （1件）
{head}

1

花の祭り
(公園緑地課)

例年実施
（平成10年～）

花を植え、まちを明るくする
ことを目的とする。

花の祭り実行委員会

令和6年5月1日（20人）
令和6年6月2日（35人）

好評だった。
"""
    (entry,) = read(text, BROKEN_CELLS).content.entries
    assert (entry.entry_id, entry.title, entry.departments) == ("committee-1", "花の祭り", ("公園緑地課",))
    assert [(each.start, each.participants) for each in entry.occurrences] == [
        ("2024-05-01", 20),
        ("2024-06-02", 35),
    ]
    assert (entry.organisations[0].name, entry.effects) == ("花の祭り実行委員会", "好評だった。")
