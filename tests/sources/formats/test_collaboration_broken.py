"""The register with cells broken over lines: a fictional document in full, and every broken form on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.collaboration import CollaborationForm, OrganisationRole, Recurrence
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from sources.formats.collaboration_reading import Read, all_text, bare, read

HEAD = """№ 実施年月日 協働事業の名称 担当部署 実施区分 協働事業の目的、内容等 取組に関係した団体等

参加人数
（複数回の場
合は延べ人

数）

取組の効果、市民からの反響等
"""
START = f"３　協働事業実施状況（令和６年度）　\n①　協働の形態：共催 （2件）\n\n{HEAD}\n"


@pytest.fixture(scope="module")
def register(documents: Path) -> Read:
    return read(documents / "collaboration-minato-2023.txt", BROKEN_CELLS)


def test_every_row_and_line(register: Read) -> None:
    assert register.ledger.unaccounted == ()
    assert register.checks == []
    assert list(register.entries) == [
        *(f"co_hosting-{n}" for n in range(1, 10)),
        "committee-1",
        "committee-2",
        *(f"patronage-city-{n}" for n in range(1, 4)),
    ]
    details = [use.detail for use in register.ledger.line_uses()]
    assert details.count("page_footer") == 4
    assert details.count("note_outside_table") == 1


def test_no_character_is_lost_or_moved(register: Read) -> None:
    furniture = {
        number
        for use in register.ledger.line_uses()
        if use.role != "record"
        for number in _numbers(use.place)
    }
    for entry in register.content.entries:
        if entry.form is CollaborationForm.PATRONAGE:
            continue
        own = [n for n in _numbers(entry.place) if n not in furniture]
        assert all_text(entry) == bare("".join(register.text.line(n) for n in own))


def _numbers(place: str) -> range:
    first, _, last = place.replace("L", "").partition("-")
    return range(int(first), int(last or first) + 1)


@pytest.mark.parametrize(
    ("entry_id", "wanted"),
    [
        (
            "co_hosting-2",  # A title that breaks before a digit, a department and organisations over lines.
            {
                "title": "みなとシティマラソン大会２０２３",
                "departments": ("スポーツ未来推進課",),
                "recurrence_printed": "例年実施（平成21年～）",
                "since_year": 2009,
                "participants": 2940,
                "participants_printed": "2,940",
                "dates_printed": "令和5年5月14日",
            },
        ),
        (
            "co_hosting-4",  # A range over two lines, 実施区分 and purpose on one line.
            {
                "title": "2023年度出張ゼミみなと「中堅リーダー講座」",
                "departments": ("産業・雇用支援課",),
                "recurrence": Recurrence.ONE_OFF,
                "since_year": None,
                "participants": 21,
            },
        ),
        (
            "co_hosting-5",  # A purpose of two paragraphs, a count without padding.
            {"title": "みんなで歩こう　みなと健康ウォーク2023", "participants": 146, "since_year": 2019},
        ),
        (
            "co_hosting-6",  # A cancelled event with a dash for its count.
            {
                "title": "みなと新聞杯　第30回みなと海峡トレイルラン大会in港町 【悪天候のため中止】",
                "participants": None,
                "participants_printed": "-",
                "effects": "中止となったが、次の年の開催を望む声が多い。",
            },
        ),
        (
            "co_hosting-7",  # A number that lost its blank line; purpose, organisations and count on one line.
            {
                "title": "みなと町かど会議",
                "departments": ("市民男女・共生推進室",),
                "recurrence_printed": "例年実施（令和４年度までは市が単独で開催）",
                "since_year": None,
                "purpose": "市民と市長の意見交換",
                "organisations_printed": "12地区（60町内会）",
                "organisations_are_prose": True,
                "participants": 210,
            },
        ),
        (
            "co_hosting-8",  # The first row after a page break with a repeated head.
            {
                "departments": ("ものづくりセンター",),
                "recurrence": Recurrence.BIENNIAL,
                "purpose": "学生の交流",
                "effects": "・市外から多くの学生が訪れた。\n・宿泊や飲食の効果",
            },
        ),
        ("committee-2", {"recurrence": Recurrence.BIENNIAL, "participants": 1200}),
        (
            "patronage-city-2",
            {
                "title": "第20回北日本選抜少年サッカー大会兼みなと市長杯争奪大会",
                "departments": ("スポーツ未来推進課",),
            },
        ),
    ],
)
def test_fields(register: Read, entry_id: str, wanted: dict[str, Any]) -> None:
    entry = register.entries[entry_id]
    assert {name: getattr(entry, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("entry_id", "names"),
    [
        ("co_hosting-1", ["ＮＰＯ法人　みなと学びの会"]),
        (
            "co_hosting-2",
            ["みなとシティマラソン実行委員会", "（公財）みなと市スポーツ協会", "浜中町", "浜中町教育委員会"],
        ),
        ("co_hosting-4", ["独立行政法人北日本企業振興機構みなと本部"]),
        ("co_hosting-5", ["みなと健康クラブ", "みなと保健所"]),
        ("co_hosting-7", ["12地区（60町内会）"]),
        ("co_hosting-9", ["一般社団法人みなと技能会館をささえる協会", "みなと造園組合"]),
        ("committee-1", ["みなと交通会議", "みなとバス株式会社"]),
        ("patronage-city-2", ["北日本サッカー連盟", "みなとサッカー協会"]),
        ("patronage-city-3", ["みなと市社会福祉協議会"]),
    ],
)
def test_organisations(register: Read, entry_id: str, names: list[str]) -> None:
    assert [mention.name for mention in register.entries[entry_id].organisations] == names


@pytest.mark.parametrize(
    ("entry_id", "dates"),
    [
        ("co_hosting-1", [("2023-05-13", None), ("2023-06-10", None), ("2024-02-17", None)]),
        ("co_hosting-3", [("2023-06-24", "2023-06-25"), ("2024-02-03", None)]),
        ("co_hosting-4", [("2023-07-04", "2023-07-06")]),
        ("co_hosting-5", [("2023-07-22", "2023-07-23")]),
        ("co_hosting-7", [("2023-08-23", "2023-10-31")]),
        ("committee-1", [("2023-04", "2024-03")]),
    ],
)
def test_dates(register: Read, entry_id: str, dates: list[tuple[str, str | None]]) -> None:
    occurrences = register.entries[entry_id].occurrences
    assert [(each.start, each.end) for each in occurrences] == dates
    assert not any(each.participants for each in occurrences)


def test_a_cancelled_event(register: Read) -> None:
    (occurrence,) = register.entries["co_hosting-6"].occurrences
    assert (occurrence.cancelled, occurrence.note) == (True, "悪天候のため中止")


def test_places_are_those_of_the_lines(register: Read) -> None:
    entry = register.entries["co_hosting-3"]
    lines = register.text.lines
    assert [lines[int(each.place[1:]) - 1] for each in entry.occurrences] == [
        "令和5年6月24日～25日",
        "令和6年2月3日",
    ]
    (mention,) = entry.organisations
    assert lines[int(mention.place[1:]) - 1].startswith("みなと市子ども会連絡協議会 ")


def test_patronages_have_organisers(register: Read) -> None:
    roles = {m.role for e in register.content.entries[-3:] for m in e.organisations}
    assert roles == {OrganisationRole.ORGANISER}


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


def test_recognition(register: Read) -> None:
    assert BROKEN_CELLS.recognise(register.text) > 0.9
    assert TAB_SEPARATED.recognise(register.text) < 0.5
