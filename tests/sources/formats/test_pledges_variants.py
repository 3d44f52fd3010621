"""One small report with one thing changed at a time: what varies between cities and years, and hostile input."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Reading
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.sources.extract import UnknownLayoutError, extract
from mitodoke.sources.formats.pledges import PLEDGES, parse
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText, decode_text

FRONT = """市長公約の取組状況

(令和7年4月から令和8年3月までの実施内容)

令和8年6月

花咲市 企画部

はじめに

架空の市の文書です。2つのビジョンと3項目4施策の公約を掲げました。

I 市長公約取組状況
"""
BODY = """
01-1 花壇の整備

01-1
進捗状況

50%

駅前の花壇

取組事業内容（令和7年4月～令和8年3月末）

- 花を植えました。

担当部署：公園課

校庭の花壇

取組事業内容（令和7年4月～令和8年3月末）

- 種をまきました。

担当部署：学校教育課、公園課

01-2 花の学校

01-2
進捗状況

40%

講座の開催

取組事業内容（令和7年4月～令和8年3月末）

- 5回開きました。

担当部署：生涯学習課

02-1 港の活用

02-1
進捗状況

30%

朝市の開催

取組事業内容（令和7年4月～令和8年3月末）

- 月1回開きました。

担当部署：農林水産課
"""
TABLE = """
II 市長公約取組状況総括表

01 花のまち 花咲 45

咲かせよう

1	花壇の整備	50
2	花の学校	40

02 港のまち 花咲 30

泳ごう

1	港の活用	30

全 体

37.5
"""
LIST = """
- Vision01 : 花のまち 花咲 咲かせよう
- Vision02 : 港のまち 花咲 泳ごう
"""
WHOLE = FRONT + BODY + TABLE + LIST


def read(text: str) -> Reading:
    return extract(decode_text(text.encode(), "variant"))


def items(reading: Reading) -> dict[str, PlanItem]:
    return {item.item_id: item for item in reading.content.items}


def summary(reading: Reading) -> list[tuple[object, ...]]:
    """Everything of the items but their places."""
    return [
        (i.item_id, i.parent_id, i.code, i.title, i.subtitle, i.departments, i.printed_progress, i.repeat,
         tuple(a.text for a in i.activities))
        for i in reading.content.items
    ]  # fmt: skip


PLAIN = summary(read(WHOLE))


def test_the_plain_report() -> None:
    reading = read(WHOLE)
    assert [row[0] for row in PLAIN] == [
        "01", "01-1", "01-1-1", "01-1-2", "01-2", "01-2-1", "02", "02-1", "02-1-1",
    ]  # fmt: skip
    assert PLAIN[0][3:7] == ("花のまち 花咲", "咲かせよう", (), Decimal(45))
    assert reading.unaccounted == ()
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n", "\n \n"),
        ("\n\n", "\n\u3000\n\n\n"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "取組内容"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "【主な取組】"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "取組事業内容\n(R7.4～R8.3)"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "取組事業内容（令和7年\n4月～令和8年3月末）"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "取組事業内容　令和7年4月～令和8年3月末"),
        ("取組事業内容（令和7年4月～令和8年3月末）", "取組事業内容\n令和7年4月～令和8年3月末"),
        ("担当部署：", "担当課："),
        ("担当部署：", "【担当】"),
        ("担当部署：", "担当部署\n"),
        ("担当部署：", "（担当部署） "),
        ("学校教育課、公園課", "学校教育課／公園課"),
        ("学校教育課、公園課", "学校教育課、公\n園課"),
        ("学校教育課、公園課", "学校教育課、\n\n公園課"),
        ("- ", "・"),
        ("- ", "○"),
        ("- ", "● "),
        ("月1回開きました。", "月1回開き\nました。"),
        ("進捗状況\n\n", "進捗状況 "),
        ("進捗状況\n\n", "進捗状況：\n \n \n"),
        ("進捗状況\n\n50%", "50%\n進捗状況"),
        ("%", "％"),
        ("50%", "５０％"),
        ("50%", "5 0 %"),
        ("50%", "50"),
        ("50%\n", "50%\n\n- 3 -\n\n"),
        ("01-1 花壇の整備\n", "01-1\n\n花壇の\n整備\n"),
        ("01-1 花壇の整備\n", "０１－１　花壇の整備\n"),
        ("01-1\n進捗状況\n\n50%", "01-1 進捗状況 50%"),
        ("01-1\n進捗", "進捗"),
        ("校庭の花壇", "校庭の\n\n花壇"),
        ("校庭の花壇", "校\n庭\nの花\n壇"),
        ("校庭の花壇\n", "校庭の\n\n- 4 -\n\n市長公約の取組状況\n\n花壇\n"),
        ("校庭の花壇\n\n取組", "校庭の花壇 取組"),
        ("種をまきました。\n", "種をまき\n\n5\n\nました。\n"),
        ("はじめに\n", ""),
        ("II 市長公約取組状況総括表\n", ""),
        ("II 市長公約取組状況総括表\n", "総括表\n（単位：％）\nNo.\t公約\t進捗状況\n"),
        ("全 体\n\n37.5", "全体\t37.5"),
        ("全 体\n\n37.5", "| 全体平均 | 37.5% |"),
        ("1\t花壇の整備\t50", "1 花壇の整備 50%"),
        ("1\t花壇の整備\t50", "1\t花壇の整備\t5 0\n---\t---\t---\n\n5 0"),
        ("1\t花壇の整備\t50", "01-1\t花壇の整備\t50"),
        ("1\t花壇の整備\t50", "1\n花壇の整備\n50"),
        ("1\t花壇の整備\t50", "1\t花壇の\n整備\t50"),
        ("1\t花壇の整備\t50", "①花壇の整備 50"),
        ("1\t花壇の整備\t50", "１　花壇の整備　５０"),
        ("1\t花壇の整備\t50\n", "1\t花壇の整備\t50\n\n- 9 -\n市長公約の取組状況\n\n"),
        ("01 花のまち 花咲 45\n\n咲かせよう\n", "0 1 花のまち 花咲 咲かせよう\n\n4 5\n\n4 5\n"),
        ("01 花のまち 花咲 45\n\n咲かせよう\n", "01\t花のまち 花咲 咲かせよう\t45\n"),
        ("01 花のまち 花咲 45\n\n咲かせよう\n", "| 01 | 花のまち 花咲 | 咲かせよう | 45 |\n"),
        ("01 花のまち 花咲 45\n\n咲かせよう\n", "01\n花のまち 花咲\n\n咲かせよう\n\n45\n"),
        ("01 花のまち 花咲 45\n", "01 花のまち\n花咲 45\n"),
        (LIST, ""),
        ("- Vision", "Vision "),
        ("- Vision0", "・ビジョン"),
        ("- Vision", "重点分野"),
        ("全 体\n\n37.5", "公約全体の進捗状況\n\n37.5％"),
        (" : ", "："),
        ("\n", "\r\n"),
        ("\n\n", "\n\f"),
    ],
)  # fmt: skip
def test_what_changes_nothing(old: str, new: str) -> None:
    assert old in WHOLE
    reading = read(WHOLE.replace(old, new))
    found = [(*row[:3], "".join(str(row[3]).split()), *row[4:]) for row in summary(reading)]
    assert found == [(*row[:3], "".join(str(row[3]).split()), *row[4:]) for row in PLAIN]
    assert [reading.lines[line - 1] for line in reading.unaccounted] == []
    assert reading.findings == ()


def test_the_list_of_visions_in_the_introduction() -> None:
    front = FRONT.replace("I 市長", LIST + "\nI 市長")
    reading = read(front + BODY + TABLE.replace("45\n\n咲かせよう", "").replace("30\n\n泳ごう", ""))
    assert [items(reading)[code].subtitle for code in ("01", "02")] == ["咲かせよう", "泳ごう"]
    assert reading.unaccounted == ()


@pytest.mark.parametrize("mark", ["※一部再掲", "（一部再掲）", "［一部再掲］", " 一部再掲"])
def test_marks_of_repeats(mark: str) -> None:
    reading = read(
        WHOLE.replace(
            "取組事業内容（令和7年4月～令和8年3月末）", f"取組事業内容（令和7年4月～令和8年3月末）{mark}", 1
        )
    )
    assert [items(reading)[code].repeat for code in ("01-1-1", "01-1-2")] == ["partial", "none"]


def test_without_any_blank_line() -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if line.strip()) + "\n"
    assert summary(read(text)) == PLAIN


def test_the_table_before_the_pledges() -> None:
    reading = read(FRONT.replace("I 市長公約取組状況\n", "") + TABLE + "\nI 市長公約取組状況\n" + BODY + LIST)
    assert summary(reading) == PLAIN
    assert reading.unaccounted == ()


def test_without_table_and_list_a_vision_has_only_its_number() -> None:
    reading = read(FRONT + BODY)
    vision = items(reading)["01"]
    assert (vision.title, vision.subtitle, vision.printed_progress) == (None, None, None)
    assert [row[0] for row in summary(reading)] == [row[0] for row in PLAIN]
    assert "lost_percentage" not in {finding.check for finding in reading.findings}
    assert ("01", "progress") not in {(s.subject, s.figure) for s in reading.content.stated}


def test_headings_of_visions_between_the_pledges() -> None:
    body = BODY.replace("01-1 花壇", "ビジョン1 花のまち\n\n01-1 花壇").replace(
        "02-1 港", "ビジョン2 港のまち\n\n泳ごう\n\n02-1 港"
    )
    reading = read(FRONT + body)
    assert items(reading)["01"].title == "花のまち"
    assert (items(reading)["02"].title, items(reading)["02"].subtitle) == ("港のまち", "泳ごう")
    assert reading.unaccounted == ()


def test_the_code_repeated_on_a_further_page_is_no_second_pledge() -> None:
    reading = read(WHOLE.replace("校庭の花壇", "01-1 花壇の整備\n\n校庭の花壇"))
    assert summary(reading) == PLAIN
    assert reading.findings == ()


def test_a_title_that_begins_like_a_code() -> None:
    reading = read(WHOLE.replace("校庭の花壇", "0-2 歳の子どもの花壇"))
    assert items(reading)["01-1-2"].title == "0-2 歳の子どもの花壇"
    assert len(reading.content.items) == len(PLAIN)


def test_a_table_of_contents_heads_no_pledges() -> None:
    contents = "\n目次\n\n01-1 花壇の整備\n01-2 花の学校 ・・・・ 2\n02-1 港の活用\n"
    assert summary(read(FRONT + contents + BODY + TABLE + LIST)) == PLAIN


def test_a_number_at_the_end_of_a_title_is_no_percentage() -> None:
    reading = read(
        WHOLE.replace("花のまち 花咲 45", "花のまち 花咲").replace("咲かせよう", "咲かせよう 50")
        .replace("花の学校\t40", "花の学校 12\t40").replace("01-2 花の学校", "01-2 花の学校 12")
    )  # fmt: skip
    found = items(reading)
    assert (found["01"].title, found["01"].subtitle) == ("花のまち 花咲", "咲かせよう 50")
    assert (found["01-2"].title, found["01-2"].printed_progress) == ("花の学校 12", 40)


@pytest.mark.parametrize("count", [1, 9, 10, 12, 99])
def test_any_number_of_visions(count: int) -> None:
    body, table = "", "総括表\n\n"
    for number in range(1, count + 1):
        body += (
            BODY[BODY.index("02-1") :].replace("02-1", f"{number}-1").replace("港の活用", f"港の活用{number}")
        )
        table += f"{number} 港{number}番 {number}\n\n1\t港の活用{number}\t30\n\n"
    reading = read(FRONT + "\n" + body + "\n" + table)
    visions = [item for item in reading.content.items if item.kind is ItemKind.VISION]
    assert [(v.code, v.title, v.printed_progress) for v in visions] == [
        (str(n), f"港{n}番", n) for n in range(1, count + 1)
    ]
    assert len(reading.content.items) == 3 * count
    assert reading.findings == ()


def test_percentages_with_a_decimal() -> None:
    reading = read(WHOLE.replace("50%", "50.5%").replace("整備\t50", "整備\t50.5"))
    assert items(reading)["01-1"].printed_progress == Decimal("50.5")
    assert reading.findings == ()


def test_percentages_of_measures_are_theirs() -> None:
    reading = read(WHOLE.replace("校庭の花壇\n", "校庭の花壇\n\n進捗状況 70%\n"))
    assert items(reading)["01-1-2"].printed_progress == 70
    assert items(reading)["01-1"].printed_progress == 50
    assert ("01-1-2", "progress") in {(s.subject, s.figure) for s in reading.content.stated}


def test_two_visions_with_one_number() -> None:
    reading = read(WHOLE.replace("02 港のまち", "01 港のまち"))
    assert {"01", "01~2", "02"} <= set(items(reading))
    assert "duplicate_code" in {finding.check for finding in reading.findings}


def test_no_percentages_at_all() -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if not line.strip().endswith("%"))
    reading = read(text.replace("\t50", "").replace("\t40", "").replace("\t30", "").replace("37.5", ""))
    assert items(reading)["01-1"].printed_progress is None
    assert audit_content(reading.content).findings is not None
    checks = [finding.check for finding in reading.findings]
    assert checks.count("pledge_without_percentage") == 3


def test_another_kind_of_document_is_not_recognised() -> None:
    with pytest.raises(UnknownLayoutError):
        read("会議録\n\n本日の議題は三つです。\n1-1 予算\n1-2 決算\n担当課：総務課\n")
    assert PLEDGES.recognise(decode_text(WHOLE.encode(), "x")) == 1


HOSTILE = {
    "codes": "01-1\n" * 5000,
    "headings": "取組事業内容\n" * 5000,
    "departments": "01-1 あ\n進捗状況 5%\n題\n取組内容\n- い\n" + "担当課：う、\n" * 5000,
    "percentages": "01-1 あ\n進捗状況\n" + "95%\n95\n" * 5000,
    "long lines": "01-1 " + "あ" * 900_000 + "\n進捗状況 5%\n" + "題" * 900_000 + "\n担当課：" + "課 " * 300_000,
    "spaces": "01-1 あ\n進捗状況 " + " " * 900_000 + "5%\n取組内容" + "\u3000" * 900_000 + "\n担当課" + " " * 900_000,
    "brackets": "取組内容" + "（" * 500_000 + "\n担当課：" + "（" * 500_000 + "\n01-1" + "【" * 500_000,
    "table": WHOLE + "総括表\n" + "01 あ\n1\tい\t5\n9\n" * 5000 + "|" * 500_000,
    "digits": WHOLE + "1 " * 400_000 + "\n" + "9" * 900_000,
    "counts": FRONT + "7つのビジョンと" * 100_000 + "\n" + BODY,
    "marks": "\u202e01-1\u202c <b>花</b> =1+1\n進捗状況 50%\n題\n取組内容\n- =SUM(A1)\n担当課：@課\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_never_raises(name: str) -> None:
    lines = tuple(HOSTILE[name].split("\n"))
    text = SourceText("hostile", lines, "0" * 64, "utf-8")
    began = time.process_time()
    assert 0 <= PLEDGES.recognise(text) <= 1
    content, findings = parse(text, LineLedger(lines))
    assert time.process_time() - began < 20
    ids = [item.item_id for item in content.items]
    assert len(ids) == len(set(ids))
    assert all(finding.message for finding in findings)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WHOLE.split("\n"), "01-1", "95%", "9", "担当課：", "・あ", "02-1 い"]), max_size=80
    )
)
def test_lines_in_any_order_never_raise(lines: list[str]) -> None:
    text = SourceText("shuffled", tuple(lines), "0" * 64, "utf-8")
    ledger = LineLedger(text.lines)
    content, _ = parse(text, ledger)
    known = {item.item_id for item in content.items}
    assert all(item.parent_id is None or item.parent_id in known for item in content.items)
    assert len(known) == len(content.items)
    audit = audit_content(content, text.lines)
    assert len(audit.figures) >= len(content.stated)
