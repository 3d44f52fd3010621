"""The tab-separated register: rows that are broken in every way, and hostile ones."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import Recurrence
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from mitodoke.sources.read_text import decode_text
from sources.formats.collaboration_reading import read

HEAD = "No.\t協働事業の名称 (担当課)\t実施区分\t協働事業の目的、内容等\t取組に関係した団体 等\t実施年月日、参加人数\t取組の効果"
NARROW = "No.\t事業の名称\t主催者\t担当部署"
START = f"3 協働事業実施状況（令和3年度）\n\n① 協働の形態：共催（2件）\n\n{HEAD}\n"
ROW = "1\t花の教室 (公園課)\t例年実施\t花を植える。\t花の会\t令和 3年 5月 1日（20人）\t好評だった。\n"


def test_a_repeated_number_gets_a_suffix() -> None:
    result = read(START + ROW + ROW, TAB_SEPARATED)
    assert list(result.entries) == ["co_hosting-1", "co_hosting-1~2"]
    assert result.checks == [("duplicate_number", "co_hosting-1~2")]


def test_a_gap_in_the_numbers_is_doubted() -> None:
    result = read(START + ROW + ROW.replace("1\t", "4\t", 1), TAB_SEPARATED)
    assert result.checks == [("number_gap", "co_hosting-4")]
    (finding,) = result.findings
    assert (finding.printed, finding.expected) == ("4", "2")


def test_a_row_with_a_tab_within_a_cell_is_fitted() -> None:
    row = ROW.replace("花を植える。", "花を\t植える。").replace("花の教室", "花の\t教室")
    (entry,) = read(START + row, TAB_SEPARATED).content.entries
    assert entry.departments == ("公園課",)
    assert entry.purpose == "花を\n植える。"
    assert [o.start for o in entry.occurrences] == ["2021-05-01"]
    assert read(START + row, TAB_SEPARATED).checks == [("row_too_long", "co_hosting-1")]


def test_a_row_that_lost_cells_is_fitted() -> None:
    result = read(START + ROW.replace("例年実施\t", "").replace("\t好評だった。", ""), TAB_SEPARATED)
    (entry,) = result.content.entries
    assert (entry.title, entry.recurrence, entry.effects) == ("花の教室", None, None)
    assert entry.organisations_printed == "花の会"
    assert [o.participants for o in entry.occurrences] == [20]
    assert ("row_too_short", "co_hosting-1") in result.checks


def test_empty_cells_are_absent() -> None:
    (entry,) = read(START + "1\t花の教室 (公園課)\t\t－\t\t\t―\n", TAB_SEPARATED).content.entries
    assert (entry.recurrence, entry.purpose, entry.organisations, entry.occurrences, entry.effects) == (
        None,
        None,
        (),
        (),
        None,
    )


def test_a_page_head_within_a_row() -> None:
    text = (
        START
        + "1\t花の教室 (公園課)\t例年実施\t花を\n\n① 協働の形態：共催（2件）\n"
        + HEAD
        + "\n植える。\t花の会\t\t好評\n"
    )
    result = read(text, TAB_SEPARATED)
    (entry,) = result.content.entries
    assert (entry.purpose, entry.organisations_printed, entry.effects) == ("花を\n植える。", "花の会", "好評")
    assert result.ledger.unaccounted == ()


def test_the_rest_of_a_row_on_the_next_page_without_number() -> None:
    text = (
        START
        + ROW
        + f"\n① 協働の形態：共催（2件）\n\n{HEAD}\n\t\t\t種もまく。\t\t令和 3年 6月 1日（5人）\t\n"
    )
    (entry,) = read(text, TAB_SEPARATED).content.entries
    assert entry.purpose == "花を植える。\n種もまく。"
    assert [(o.start, o.participants) for o in entry.occurrences] == [("2021-05-01", 20), ("2021-06-01", 5)]
    assert entry.place == "L6-L11"


def test_other_columns_in_other_words() -> None:
    head = "№\t開催日\t事業名\t所管課\t区分\t内容\t協働の相手方\t参加者数（人）\t成果\t備考"
    row = "１\t令和5年7月1日～2日\t海の祭り（雨天のため中止）\t港湾課／観光課\t隔年\t海を知る。\t港の会\t延べ1,200人\t好評\tなし"
    result = read(f"令和5年度　協働事業の実施状況\n(2) 形態：実行委員会\n{head}\n{row}\n", TAB_SEPARATED)
    (entry,) = result.content.entries
    assert (entry.entry_id, entry.fiscal_year) == ("committee-1", 2023)
    assert (entry.title, entry.departments) == ("海の祭り（雨天のため中止）", ("港湾課", "観光課"))
    assert (entry.recurrence, entry.participants, entry.participants_printed) == (
        Recurrence.BIENNIAL,
        1200,
        "延べ1,200人",
    )
    (occurrence,) = entry.occurrences
    assert (occurrence.start, occurrence.end, occurrence.cancelled) == ("2023-07-01", "2023-07-02", True)
    assert ("unknown_column", "document") in result.checks


def test_an_unknown_form_is_an_error_and_a_wrong_count_a_doubt() -> None:
    text = START.replace("共催", "見守り") + ROW.replace("好評だった。", "")
    result = read(text, TAB_SEPARATED)
    assert result.checks[0] == ("unknown_form", "document")
    assert list(result.entries) == ["cooperation-1"]


def test_a_count_that_is_no_number_of_persons() -> None:
    head = HEAD.replace("実施年月日、参加人数", "実施年月日\t参加人数")
    result = read(START.replace(HEAD, head) + ROW.replace("（20人）", "\t12団体"), TAB_SEPARATED)
    (entry,) = result.content.entries
    assert (entry.participants, entry.participants_printed) == (None, "12団体")
    assert result.checks == [("count_cell_not_a_number", "co_hosting-1")]


def test_unreadable_dates_keep_their_print() -> None:
    result = read(START + ROW.replace("5月 1日", "2月30日"), TAB_SEPARATED)
    (occurrence,) = result.content.entries[0].occurrences
    assert (occurrence.start, occurrence.date_printed, occurrence.participants) == (
        None,
        "令和 3年 2月30日",
        20,
    )
    assert result.checks == [("unreadable_date", "co_hosting-1")]


def test_lines_that_fit_nothing_stay_unaccounted() -> None:
    text = "まえがき\n" + START + ROW + "\nこの行はどこにも属さない。\n\n- 3 -\n\n※注記\n"
    result = read(text, TAB_SEPARATED)
    assert result.ledger.unaccounted == (1, 9)


def test_without_a_year_the_document_says_so() -> None:
    result = read(START.replace("（令和3年度）", "") + ROW, TAB_SEPARATED)
    assert result.content.document.fiscal_year is None
    assert result.checks == [("fiscal_year_missing", "document")]


def test_a_stated_total_of_rows() -> None:
    result = read(START + ROW + "合計\t2件\n", TAB_SEPARATED)
    assert [(each.subject, each.printed) for each in result.content.stated] == [("co_hosting", "2件")]
    assert result.ledger.unaccounted == ()


@pytest.mark.parametrize(
    "cell",
    [
        "（" * 50_000,
        "（a）" * 20_000,
        "令和3年4月1日 " * 8_000,
        "令和3年4月1日、3日（書面開催）、" * 4_000,
        "※延べ3人 令和3年4月1日 " * 4_000,
        "中止 " * 20_000,
        "花咲会、" * 20_000,
        "花咲協議会 " * 15_000,
        "1人" * 30_000,
        "9" * 100_000,
        "\u3000" * 100_000,
    ],
)
def test_a_hostile_cell_costs_linear_time(cell: str) -> None:
    text = START + "\t".join(["1", *[cell] * 6]) + "\n"
    assert len(read(text, TAB_SEPARATED).content.entries) == 1


@pytest.mark.parametrize(
    "row",
    [
        "1" + "\t" * 100_000,
        "1\ta" + "\nb" * 20_000,
        "1\ta" + "\n\tb" * 20_000,
        "\t\tx\t\n" * 1000,
        "1\t2\t3\n" * 500,
    ],
)
def test_hostile_rows_never_raise(row: str) -> None:
    assert read(START + row, TAB_SEPARATED).content.entries or "x" in row


def test_recognition_is_by_content() -> None:
    texts = {
        "register": START + ROW,
        "patronage": f"④ 協働の形態：後援（1件）\n\n【花咲市名義】（1件）\n\n{NARROW}\n1\t祭り\t祭りの会\t観光課\n",
        "letter": "拝啓\n協働について思うこと。\n",
        "table": "名前\t値\n1\t2\t3\n",
    }
    scores = {name: TAB_SEPARATED.recognise(decode_text(text.encode(), name)) for name, text in texts.items()}
    assert {name: score >= 0.5 for name, score in scores.items()} == {
        "register": True,
        "patronage": True,
        "letter": False,
        "table": False,
    }
    assert BROKEN_CELLS.recognise(decode_text(texts["register"].encode(), "register")) < 0.5
