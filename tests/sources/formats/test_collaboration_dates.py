"""Date cells: tables of what they say, and random cells read back."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.sources.formats.collaboration_register.dates_cell import DatesReading, read_dates
from sources.formats.collaboration_print import wrap
from sources.formats.collaboration_reading import bare

Said = tuple[str | None, str | None, str | None, int | None, str | None]


def told(reading: DatesReading) -> list[Said]:
    return [
        (
            item.label,
            item.span.start if item.span else None,
            item.span.end if item.span else None,
            item.count.value if item.count else None,
            item.note,
        )
        for item in reading.items
    ]


@pytest.mark.parametrize(
    ("text", "expected", "total"),
    [
        ("", [], None),
        ("－", [], None),
        ("令和6年5月1日", [(None, "2024-05-01", None, None, None)], None),
        ("令和6年5月1日（20人）", [(None, "2024-05-01", None, 20, None)], None),
        ("令和6年5月1日 20人", [(None, "2024-05-01", None, 20, None)], None),
        ("令和6年5月1日（約1,200名）", [(None, "2024-05-01", None, 1200, None)], None),
        (
            "令和6年5月1日～8日（261 人） 12会場で開催",
            [(None, "2024-05-01", "2024-05-08", 261, "12会場で開催")],
            None,
        ),
        ("令和6年5月1日（30団体500人）", [(None, "2024-05-01", None, 500, "30団体")], None),
        ("令和6年5月1日（30団体）", [(None, "2024-05-01", None, None, "30団体")], None),
        ("令和6年5月1日（係員3人、延べ参加者 120人）", [(None, "2024-05-01", None, 120, "係員3人")], None),
        (
            "令和6年5月1日（大人20人、子ども30人）",
            [(None, "2024-05-01", None, None, "大人20人、子ども30人")],
            None,
        ),
        ("令和6年5月1日（定員40人）", [(None, "2024-05-01", None, None, "定員40人")], None),
        ("令和6年5月1日（0人）", [(None, "2024-05-01", None, 0, None)], None),
        ("令和6年5月1日（書面開催）", [(None, "2024-05-01", None, None, "書面開催")], None),
        ("令和6年5月1日 10:00～12:00（30人）", [(None, "2024-05-01", None, 30, "10:00～12:00")], None),
        ("令和6年5月1日ほか", [(None, "2024-05-01", None, None, "ほか")], None),
        (
            "令和6年4月～令和7年3月の第2火曜日（約90人）",
            [(None, "2024-04", "2025-03", 90, "第2火曜日")],
            None,
        ),
        ("通年", [(None, None, None, None, "通年")], None),
        ("毎月第3木曜日（延べ120人）", [(None, None, None, 120, "毎月第3木曜日")], None),
        ("日本語教室 通年で40回実施 (延べ50人)", [("日本語教室", None, None, 50, "通年で40回実施")], None),
        ("中止", [(None, None, None, None, "中止")], None),
        ("令和6年2月30日（9人）", [(None, None, None, 9, None)], None),
        (
            "第1回 令和6年5月1日（10人）第2回 令和6年6月1日（8人）",
            [("第1回", "2024-05-01", None, 10, None), ("第2回", "2024-06-01", None, 8, None)],
            None,
        ),
        (
            "実技1・2級（精密） 令和6年5月1日、2日（約3人）",
            [("実技1・2級（精密）", "2024-05-01", "2024-05-02", 3, None)],
            None,
        ),
        (
            "会議 令和6年5月1日(4人) 令和6年6月1日(書面開催)",
            [("会議", "2024-05-01", None, 4, None), ("会議", "2024-06-01", None, None, "書面開催")],
            None,
        ),
        (
            "植木 令和6年5月1日（5人） 左官 大雪のため中止 畳 令和7年1月5日（3人）",
            [
                ("植木", "2024-05-01", None, 5, None),
                ("左官", None, None, None, "大雪のため中止"),
                ("畳", "2025-01-05", None, 3, None),
            ],
            None,
        ),
        (
            "令和6年4月27日（28人） ※海まつりは台風の影響で中止",
            [(None, "2024-04-27", None, 28, None), ("海まつり", None, None, None, "台風の影響で中止")],
            None,
        ),
        (
            "令和6年10月1日（5人） ※9月1日は台風のため中止",
            [(None, "2024-10-01", None, 5, "※9月1日は台風のため中止")],
            None,
        ),
        (
            "会議 令和6年5月1日（3人） 式 令和6年6月1日（4人） 令和6年6月2日（5人） ※会場は市役所",
            [
                ("会議", "2024-05-01", None, 3, None),
                ("式", "2024-06-01", None, 4, "※会場は市役所"),
                ("式", "2024-06-02", None, 5, "※会場は市役所"),
            ],
            None,
        ),
        (
            "北 令和6年5月1日 南 令和6年6月1日 ※延べ410人",
            [("北", "2024-05-01", None, None, None), ("南", "2024-06-01", None, None, None)],
            410,
        ),
        (
            "令和6年5月1日（3人） 令和6年6月1日（4人） (延べ 7人)",
            [(None, "2024-05-01", None, 3, None), (None, "2024-06-01", None, 4, None)],
            7,
        ),
        (
            "令和6年6月5日、12日、19日（延べ60人）",
            [
                (None, "2024-06-05", None, None, None),
                (None, "2024-06-12", None, None, None),
                (None, "2024-06-19", None, None, None),
            ],
            60,
        ),
        (
            "令和6年6月5日、12日（各15人）",
            [(None, "2024-06-05", None, 15, None), (None, "2024-06-12", None, 15, None)],
            None,
        ),
        ("令和6年5月～令和7年3月（毎回15人）", [(None, "2024-05", "2025-03", None, "毎回15人")], None),
        ("令和6年度中に12回実施（延べ120人）", [(None, None, None, 120, "令和6年度中に12回実施")], None),
        (
            "令和6年5月1日：講演会（45人） 令和6年6月1日：見学会（20人）",
            [(None, "2024-05-01", None, 45, "講演会"), (None, "2024-06-01", None, 20, "見学会")],
            None,
        ),
        (
            "令和6年5月1日 講演会（45人） 令和6年6月1日 見学会（20人）",
            [(None, "2024-05-01", None, 45, "講演会"), (None, "2024-06-01", None, 20, "見学会")],
            None,
        ),
        (
            "春\n令和6年5月1日\n秋\n令和6年10月5日、6日",
            [("春", "2024-05-01", None, None, None), ("秋", "2024-10-05", "2024-10-06", None, None)],
            None,
        ),
        (
            "令和6年5月1日 午前の部\n令和6年5月8日 午後の部",
            [(None, "2024-05-01", None, None, "午前の部"), (None, "2024-05-08", None, None, "午後の部")],
            None,
        ),
    ],
)
def test_cells(text: str, expected: list[Said], total: int | None) -> None:
    reading = read_dates(text)
    assert told(reading) == expected
    assert (reading.row_total.value if reading.row_total else None) == total
    assert reading.unread == []


@pytest.mark.parametrize(
    ("text", "cancelled"),
    [
        ("令和6年5月1日（雨天のため中止）", [True]),
        ("令和6年5月1日 悪天候のため中止", [True]),
        ("令和6年5月1日（雨天時は中止）", [False]),
        ("令和6年5月1日（一部中止）", [False]),
        ("令和6年5月1日（20人） 令和6年6月1日 台風により中止", [False, True]),
        ("※本年度は感染拡大のため中止", [True]),
        ("未実施", [True]),
        ("令和6年5月1日（延期）", [False]),
        ("令和6年5月1日 雨天中止", [True]),
    ],
)
def test_cancellations(text: str, cancelled: list[bool]) -> None:
    assert [item.cancelled for item in read_dates(text).items] == cancelled


@pytest.mark.parametrize(
    ("text", "approximate", "cumulative"),
    [
        ("令和6年5月1日（約20人）", True, False),
        ("令和6年5月1日（20人程度）", True, False),
        ("令和6年5月1日（延べ20人）", False, True),
        ("令和6年5月1日（のべ約20人）", True, True),
        ("令和6年5月1日（20人）", False, False),
    ],
)
def test_marks_of_numbers(text: str, approximate: bool, cumulative: bool) -> None:
    count = read_dates(text).items[0].count
    assert count is not None
    assert (count.value, count.approximate, count.cumulative) == (20, approximate, cumulative)


def test_words_that_tell_no_date_are_kept_and_reported() -> None:
    reading = read_dates("秋ごろを予定")
    assert reading.unread == ["秋ごろを予定"]
    assert reading.items[0].printed == "秋ごろを予定"


LABELS = [
    "委員会",
    "第1回",
    "開会式",
    "なかま交流会",
    "防災指導者養成研修会",
    "上級Ⅰ（品質の見方Ⅰ）",
    "北地区",
    "総会",
    "春の部",
    "文化展2020",
    "第2回 実行委員会",
    "1日目",
]


def random_cell(rng: random.Random) -> tuple[list[str], list[tuple[object, ...]]]:
    """The pieces of a random cell, and its occurrences."""
    pieces: list[str] = []
    said: list[tuple[object, ...]] = []
    for label in rng.sample(LABELS, 3) if rng.random() < 0.5 else [None]:
        if label:
            pieces.append(label)
            if rng.random() < 0.15:
                reason = rng.choice(["大雪のため中止", "台風接近により中止", "中止"])
                pieces.append(reason)
                said.append((label, None, None, None, True, reason))
                continue
        for _ in range(rng.choice([1, 2, 4])):
            month, day = rng.randrange(4, 13), rng.randrange(1, 25)
            printed, end = f"令和 2年{month:2}月{day:2}日", None
            if rng.random() < 0.3:
                printed, end = f"{printed}～{day + 3}日", f"2020-{month:02}-{day + 3:02}"
            number, note, cancelled = None, None, False
            kind = rng.random()
            if kind < 0.6:
                number = rng.randrange(2, 3000)
                printed += f"（{number:,}{rng.choice('人名')}）"
            elif kind < 0.8:
                note = "書面開催"
                printed += f" ({note})"
            else:
                note, cancelled = "悪天候のため中止", True
                printed += f"（{note}）"
            pieces.append(printed)
            said.append((label, f"2020-{month:02}-{day:02}", end, number, cancelled, note))
    return pieces, said


@pytest.mark.parametrize("wrapped", [False, True])
@given(st.integers(min_value=0, max_value=10**9))
def test_random_cells_read_back(wrapped: bool, seed: int) -> None:
    pieces, said = random_cell(random.Random(seed))
    text = " ".join(" ".join(wrap(piece, 32)) if wrapped else piece for piece in pieces)
    found = [
        (
            bare(item.label),
            item.span.start if item.span else None,
            item.span.end if item.span else None,
            item.count.value if item.count else None,
            item.cancelled,
            bare(item.note),
        )
        for item in read_dates(text, wrapped=wrapped).items
    ]
    assert found == [tuple(bare(value) for value in each) for each in said]


@given(st.text(alphabet="令和2年4月1日、～（）※人延べ中止通年 \n会第回12", max_size=80), st.booleans())
def test_nothing_raises_and_no_digit_of_a_date_is_lost(text: str, wrapped: bool) -> None:
    reading = read_dates(text, wrapped=wrapped)
    for item in reading.items:
        assert item.span is None or item.span.printed in text
        assert item.count is None or item.count.value >= 0
    assert not re.search(r"令和2年4月1日", text) or reading.items
