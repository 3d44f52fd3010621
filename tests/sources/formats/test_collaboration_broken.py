"""The register with cells broken over lines: a fictional document in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.collaboration import CollaborationForm, OrganisationRole, Recurrence
from mitodoke.sources.formats.collaboration_register import BROKEN_CELLS, TAB_SEPARATED
from sources.formats.collaboration_reading import Read, all_text, bare, read


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


def test_recognition(register: Read) -> None:
    assert BROKEN_CELLS.recognise(register.text) > 0.9
    assert TAB_SEPARATED.recognise(register.text) < 0.5
