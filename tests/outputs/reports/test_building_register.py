"""What the register contains: dates, numbers of persons, forms, name holders; and the sheets of the departments."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.outline import ItemKind
from mitodoke.outputs.reports.blocks import (
    Heading,
    Table,
)
from mitodoke.outputs.reports.entry_words import (
    dates_and_participants,
    organisations_words,
    recurrence_words,
    stated_or_added_participants,
)
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.editions import (
    entry,
    occurrence,
    pledges_edition,
    register_edition,
)
from outputs.reports.report_texts import PLAIN, texts


@pytest.mark.parametrize(
    ("entry_id", "expected"),
    [
        ("c1", "令和 7年 5月11日（48人）\n令和 7年10月19日、20日（約61人）"),
        ("c2", "令和7年11月8日（台風のため中止）\n参加人数　-"),
        ("c3", "講義\n令和7年9月5日～令和7年9月6日\n演習\n令和8年1月\n参加人数　1,171人"),
        ("c4", "15地区で開催 ※延べ309人"),
        ("p1", ""),
    ],
)
def test_dates_and_participants(entry_id: str, expected: str) -> None:
    entries = {one.entry_id: one for one in register_edition().content.entries}
    assert dates_and_participants(entries[entry_id]) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dates_printed": "令和7年5月1日（5人） 雨天順延", "occurrences": (occurrence(1, date_printed="令和7年5月1日", participants=5),)}, "令和7年5月1日（5人） 雨天順延"),
        ({"dates_printed": "令和7年5月1日", "occurrences": (occurrence(1, date_printed="令和7年5月1日", cancelled=True),)}, "令和7年5月1日（中止）"),
        ({"dates_printed": "通年", "participants": 12, "participants_printed": "12"}, "通年\n参加人数　12人"),
        ({"dates_printed": "通年（12人）", "participants": 12, "participants_printed": "12人"}, "通年（12人）"),
        ({"participants": 0}, "参加人数　0人"),
        ({"occurrences": (occurrence(1, date_printed="3月", participants=7, cumulative=True, approximate=True),)}, "3月（延べ約7人）"),
    ],
)  # fmt: skip
def test_no_word_of_a_dates_cell_is_lost(changes: dict[str, object], expected: str) -> None:
    assert dates_and_participants(entry("x", CollaborationForm.CO_HOSTING, **changes)) == expected


def test_words_of_an_entry_that_was_never_printed() -> None:
    entries = {one.entry_id: one for one in register_edition().content.entries}
    assert recurrence_words(entries["c3"]) == "例年実施（平成24年～）"
    assert organisations_words(entries["c3"]) == "花咲市自主防災連絡会"
    assert [stated_or_added_participants(entries[key]) for key in ("c1", "c2", "c3")] == [109, None, 1171]


def test_the_register_prints_forms_holders_and_counts() -> None:
    report = build_report(register_edition(), "register", PLAIN)
    headings = [
        block.text for section in report.sections for block in section.blocks if isinstance(block, Heading)
    ]
    assert headings[2:] == ["協働の形態：共催（3件）", "協働の形態：実行委員会・協議会等（1件）", "協働の形態：後援（名義）（3件）", "【市名義】（2件）", "【教育委員会名義】（1件）"]  # fmt: skip
    assert "公表された件数は5件ですが、記載された事業は3件です。" in texts(report)
    counts = next(block for block in report.sections[0].blocks if isinstance(block, Table))
    assert [[cell.text for cell in row.cells if cell] for row in counts.rows] == [
        ["共催", "3件", "3件"],
        ["実行委員会・協議会等", "1件", "記載なし"],
        ["事業協力（その他）", "0件", "2件"],
        ["後援（名義）", "3件", "5件"],
        ["計", "7件", ""],
    ]
    short = [block for block in report.sections[-1].blocks if isinstance(block, Table)]
    assert [column.header for column in short[0].columns] == ["No.", "事業の名称", "主催者", "担当課"]
    assert all(section.landscape for section in report.sections[1:])


def test_department_sheets_hold_every_item() -> None:
    report = build_report(pledges_edition(), "departments", PLAIN)
    names = [section.name for section in report.sections]
    assert names == ["こども家庭課", "デジタル推進課", "商工労働課", "都市計画課", "観光交流課", "担当部署の記載がないもの", "担当部署が原文から失われているもの"]  # fmt: skip
    found = "\n".join(texts(report))
    for item in pledges_edition().content.items:
        if item.kind is ItemKind.MEASURE and item.title:
            assert item.title.replace("\n", "") in found


def test_department_sheets_can_be_limited() -> None:
    report = build_report(register_edition(), "departments", ReportSettings(departments=("環境課",)))
    assert [section.name for section in report.sections] == ["環境課"]
    none = build_report(register_edition(), "departments", ReportSettings(departments=("ない課",)))
    assert texts(none) == ["該当する担当部署はありません"]
