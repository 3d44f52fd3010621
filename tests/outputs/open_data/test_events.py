"""Dated occurrences as イベント一覧 and as a calendar: known days only, the others told."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.outputs.event_calendar import event_calendar
from mitodoke.outputs.open_data.csv_file import CsvEncoding
from mitodoke.outputs.open_data.dates import dated_occurrences, iso_day, participants_words
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.event_list import EVENT_COLUMNS, event_list
from outputs.open_data.editions import entry, hostile_register, occurrence, pledges, register

TERMS = Publication(base="https://example.lg.jp/mitodoke/")


def rows(edition) -> list[dict[str, str]]:
    text = event_list(edition, TERMS).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def calendar(edition) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(event_calendar(edition, TERMS).data)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-11", datetime.date(2025, 5, 11)), ("2024-02-29", datetime.date(2024, 2, 29)), ("2025-02-29", None),
        ("2025-06", None), ("2025", None), (None, None), ("", None), ("2025/05/11", None), ("20250511", None),
        ("2025-W05-1", None), ("９９９９-０1-01", None),
    ],
)  # fmt: skip
def test_iso_day(text: str | None, day: datetime.date | None) -> None:
    assert iso_day(text) == day


def test_what_has_no_days_is_told_with_its_reason() -> None:
    dated, undated = dated_occurrences(register())
    assert [d.name for d in dated] == [
        "co_hosting-1.1",
        "co_hosting-1.2",
        "co_hosting-2.3",
        "patronage-city-1.1",
    ]
    assert [(u.entry_id, u.position, u.reason) for u in undated] == [
        ("co_hosting-2", 1, "日まで特定できません。"),
        ("co_hosting-2", 2, "終わりの日が始まりの日より前です。"),
        ("co_hosting-2", 4, "日付の記載がありません。"),
    ]
    assert event_list(register(), TERMS).left_out == event_calendar(register(), TERMS).left_out == undated


def test_the_list_has_the_national_columns_and_leaves_empty_what_is_not_told() -> None:
    first, second, third, fourth = rows(register())
    assert tuple(first) == EVENT_COLUMNS
    assert {name: value for name, value in first.items() if value} == {
        "全国地方公共団体コード": "999997", "ID": "co_hosting-1.1", "地方公共団体名": "花咲市", "イベント名": "花咲まち歩き",
        "説明": "まちを歩く。", "開催パターン": "例年実施", "開始日": "2025-05-11", "終了日": "2025-05-11",
        "開始日時特記事項": "春の部", "連絡先名称": "観光交流課",
        "URL": "https://example.lg.jp/mitodoke/999997/collaboration/fy2025/v1/",
        "備考": "協働の形態: 共催 参加人数: 48人",
    }  # fmt: skip
    assert (second["開始日"], second["終了日"]) == ("2025-10-19", "2025-10-20")
    assert second["備考"].endswith("参加人数: 約61人")
    assert third["開始日時特記事項"] == "中止 雨天のため中止"
    assert fourth["主催者"] == "花の会"


def test_the_municipality_is_named_with_its_prefecture() -> None:
    edition = register()
    document = replace(edition.content.document, municipality_code="131016", municipality="千代田区")
    edition = replace(edition, content=replace(edition.content, document=document))
    assert {row["地方公共団体名"] for row in rows(edition)} == {"東京都千代田区"}


def test_the_list_in_cp932() -> None:
    data = event_list(register(), TERMS, CsvEncoding.CP932).data
    assert data.decode("cp932").startswith("全国地方公共団体コード,ID,")


def test_whole_days_end_before_the_next_day() -> None:
    events = calendar(register()).walk("VEVENT")
    assert [(e["dtstart"].dt, e["dtend"].dt) for e in events] == [
        (datetime.date(2025, 5, 11), datetime.date(2025, 5, 12)),
        (datetime.date(2025, 10, 19), datetime.date(2025, 10, 21)),
        (datetime.date(2025, 9, 5), datetime.date(2025, 9, 6)),
        (datetime.date(2025, 11, 1), datetime.date(2025, 11, 4)),
    ]
    assert [e.get("status") for e in events] == [None, None, "CANCELLED", None]
    assert events[0]["summary"] == "花咲まち歩き 春の部"
    assert "参加人数：48人" in events[0]["description"]
    assert "参加人数：約61人" in events[1]["description"]
    assert {e["dtstamp"].dt for e in events} == {datetime.datetime(2026, 6, 15, tzinfo=datetime.UTC)}


def test_identifiers_are_different_and_stay_the_same_in_a_later_version() -> None:
    first = [e["uid"] for e in calendar(register()).walk("VEVENT")]
    later = replace(register(), version=2, published_on="2027-01-01")
    assert len(set(first)) == 4
    assert [e["uid"] for e in calendar(later).walk("VEVENT")] == first
    assert {e["sequence"] for e in calendar(later).walk("VEVENT")} == {1}


def test_a_line_of_the_calendar_is_never_longer_than_75_octets() -> None:
    data = event_calendar(hostile_register(), TERMS).data
    assert data.endswith(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_hostile_text_stays_one_property() -> None:
    names = {"BEGIN", "END", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "DESCRIPTION",
             "TRANSP", "URL", "VERSION", "PRODID", "X-WR-CALNAME"}  # fmt: skip
    data = event_calendar(hostile_register(), TERMS).data.decode()
    lines = data.replace("\r\n ", "").split("\r\n")
    assert {line.partition(":")[0].partition(";")[0] for line in lines if line} == names


def test_an_edition_without_events_gives_an_empty_list_and_an_empty_calendar() -> None:
    assert rows(pledges()) == []
    assert calendar(pledges()).walk("VEVENT") == []


def test_the_last_day_of_all() -> None:
    edition = register()
    last = entry("co_hosting-1", "最後", occurrence(1, "9999-12-31"))
    edition = replace(edition, content=replace(edition.content, entries=(last,)))
    assert calendar(edition).walk("VEVENT")[0]["dtstart"].dt == datetime.date.max


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"participants": 0}, "0人"), ({"participants": None}, None), ({"participants": 61, "approximate": True}, "約61人"),
        ({"participants": 309, "cumulative": True}, "延べ309人"),
    ],
)  # fmt: skip
def test_participants_keep_their_caveats(more: dict[str, object], words: str | None) -> None:
    assert participants_words(occurrence(1, "2025-05-11", **more)) == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_is_read_back_from_the_calendar(title: str) -> None:
    edition = register()
    one = entry("co_hosting-1", title, occurrence(1, "2025-05-11"))
    edition = replace(edition, content=replace(edition.content, entries=(one,)))
    events = calendar(edition).walk("VEVENT")
    assert len(events) == 1
    from mitodoke.outputs.open_data.open_table import one_line

    assert str(events[0]["summary"]) == (one_line(title) or "")
