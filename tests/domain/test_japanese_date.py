"""Dates as printed: tables of expressions, and round trips of random days, ranges and lists."""

from __future__ import annotations

import datetime
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.japanese_date import DatePrecision, DateProblem, find_dates, parse_date

DAYS = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2090, 12, 1))
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("令和6年5月11日", "2024-05-11", None),
        ("令和６年５月１１日", "2024-05-11", None),
        ("令和 2年 8月 5日", "2020-08-05", None),
        ("令和元年5月1日", "2019-05-01", None),
        ("平成31年4月30日", "2019-04-30", None),
        ("昭和64年1月7日", "1989-01-07", None),
        ("R7.3.31", "2025-03-31", None),
        ("Ｒ７．３．３１", "2025-03-31", None),
        ("H30/12/1", "2018-12-01", None),
        ("2025/3/31", "2025-03-31", None),
        ("2025-03-31", "2025-03-31", None),
        ("2024年5月1日", "2024-05-01", None),
        ("令和6年5月11日（土）", "2024-05-11", None),
        ("令和6年5月11日（土・祝）", "2024-05-11", None),
        ("令和6年5月11日(土曜日)", "2024-05-11", None),
        ("令和6年6月29日～30日", "2024-06-29", "2024-06-30"),
        ("令和6年6月29日（土）～30日（日）", "2024-06-29", "2024-06-30"),
        ("令和6年7月20～21日", "2024-07-20", "2024-07-21"),
        ("令和6年8月21日～10月31日", "2024-08-21", "2024-10-31"),
        ("令和6年8月28日～\n9月1日", "2024-08-28", "2024-09-01"),
        ("令和6年7月2日～\n令和6年7月4日", "2024-07-02", "2024-07-04"),
        ("令和6年7月1日-3日", "2024-07-01", "2024-07-03"),
        ("令和6年7月1日から3日まで", "2024-07-01", "2024-07-03"),
        ("令和6年12月28日～1月5日", "2024-12-28", "2025-01-05"),
        ("令和6年12月28日～令和7年1月5日", "2024-12-28", "2025-01-05"),
        ("R6.5.12～5.14", "2024-05-12", "2024-05-14"),
        ("2025/3/31～4/2", "2025-03-31", "2025-04-02"),
        ("令和2年11月 5日、6日", "2020-11-05", "2020-11-06"),
        ("令和2年11月5日・6日", "2020-11-05", "2020-11-06"),
        ("令和2年4月30日、5月1日", "2020-04-30", "2020-05-01"),
        ("令和6年5月1、2、3日", "2024-05-01", "2024-05-03"),
        ("令和3年1月", "2021-01", None),
        ("令和2年 4月～令和 3年 3月", "2020-04", "2021-03"),
        ("令和2年度", "2020-04-01", "2021-03-31"),
        ("令和2年度末", "2021-03-31", None),
        ("令和元年度～令和3年度", "2019-04-01", "2022-03-31"),
        ("令和2年", "2020", None),
        ("令和6年4月1日～", "2024-04-01", None),
    ],
)
def test_one_expression(text: str, start: str, end: str | None) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.start, found.end, found.problem) == (start, end, None)
    assert found.printed == text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年10月5日、12日、19日", [("2024-10-05", None), ("2024-10-12", None), ("2024-10-19", None)]),
        ("令和6年5月1日、2日、6月3日", [("2024-05-01", "2024-05-02"), ("2024-06-03", None)]),
        ("令和6年12月7日、1月11日", [("2024-12-07", None), ("2025-01-11", None)]),
        ("令和6年5月1日～3日、10日", [("2024-05-01", "2024-05-03"), ("2024-05-10", None)]),
        ("令和6年10月28日\n令和6年10月29日", [("2024-10-28", None), ("2024-10-29", None)]),
        ("令和6年10月28日、令和6年10月29日", [("2024-10-28", None), ("2024-10-29", None)]),
        ("令和6年5月、7月", [("2024-05", None), ("2024-07", None)]),
        ("第1回 令和6年5月1日（20人） 第2回 R6.6.1", [("2024-05-01", None), ("2024-06-01", None)]),
        ("定員20人、10日間、第3回", []),
        ("電話0144-12-3456", []),
        ("2021ニッポン大会", []),
        ("", []),
    ],
)
def test_several_or_none(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(span.start, span.end) for span in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "problem", "start", "end"),
    [
        ("令和6年2月30日", DateProblem.IMPOSSIBLE, None, None),
        ("令和5年2月29日", DateProblem.IMPOSSIBLE, None, None),
        ("令和6年13月1日", DateProblem.IMPOSSIBLE, None, None),
        ("令和6年4月31日～5月2日", DateProblem.IMPOSSIBLE, None, "2024-05-02"),
        ("令和6年5月1日～5月40日", DateProblem.IMPOSSIBLE, "2024-05-01", None),
        ("令和0年5月1日", DateProblem.IMPOSSIBLE, None, None),
        ("8月25日", DateProblem.NO_YEAR, None, None),
        ("8月25日～26日", DateProblem.NO_YEAR, None, None),
        ("令和3年6月1日～平成3年8月31日", DateProblem.REVERSED, "2021-06-01", "1991-08-31"),
        ("令和6年7月20日～5日", DateProblem.REVERSED, "2024-07-20", "2024-07-05"),
    ],
)
def test_problems_keep_the_print(text: str, problem: DateProblem, start: str | None, end: str | None) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.problem, found.start, found.end, found.printed) == (problem, start, end, text)


@pytest.mark.parametrize(
    "text", ["令和6年5月12", "令和6年5月12日間", "5日", "5月", "元年", "令和", "1月～3月"]
)
def test_no_day_is_made_up(text: str) -> None:
    assert all(span.precision is not DatePrecision.DAY for span in find_dates(text))


def test_a_year_is_carried_only_when_asked() -> None:
    text = "令和6年11月2日（10人） 12月7日（8人） 1月11日（9人）"
    assert [span.start for span in find_dates(text)] == ["2024-11-02", None, None]
    assert [span.start for span in find_dates(text, carry_year=True)] == [
        "2024-11-02",
        "2024-12-07",
        "2025-01-11",
    ]


def test_positions_point_into_the_text() -> None:
    text = "　開催日：令和６年５月１１日（土）～12日　会場"
    (span,) = find_dates(text)
    assert text[span.first : span.last] == "令和６年５月１１日（土）～12日"


@given(DAYS, st.sampled_from(["{}", " {} ", "{}（土）", "日時 {} 午後"]))
def test_a_day_reads_back(day: datetime.date, frame: str) -> None:
    text = frame.format(format_date(day))
    for printed in (text, text.translate(WIDE)):
        assert [(span.start, span.end) for span in find_dates(printed)] == [(day.isoformat(), None)]


@given(DAYS, st.integers(min_value=1, max_value=300), st.integers(min_value=0, max_value=2))
def test_a_range_reads_back_with_parts_left_out(day: datetime.date, days: int, left_out: int) -> None:
    last = day + datetime.timedelta(days=days)
    end = format_date(last)
    if left_out == 1 or (left_out == 2 and last.month != day.month):
        end = f"{last.month}月{last.day}日"
        if (last.month, last.day) <= (day.month, day.day) and last.year == day.year:
            return
    elif left_out == 2 and last.year == day.year:
        end = f"{last.day}日"
    found = parse_date(f"{format_date(day)}～{end}")
    assert found is not None
    assert (found.start, found.end, found.problem) == (day.isoformat(), last.isoformat(), None)


@given(DAYS, st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=6))
def test_a_list_reads_back_with_days_in_a_row_joined(day: datetime.date, steps: list[int]) -> None:
    days = [day]
    for step in steps:
        days.append(days[-1] + datetime.timedelta(days=step))
    text = format_date(day) + "".join(f"、{each.month}月{each.day}日" for each in days[1:])
    found = find_dates(text)
    covered = []
    for span in found:
        assert span.start is not None
        first = datetime.date.fromisoformat(span.start)
        last = datetime.date.fromisoformat(span.end or span.start)
        covered += [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    assert covered == days


@given(st.text(alphabet="令和平成昭元年月日度末～、・-./（）土0123456789 １２R\n", max_size=60))
def test_nothing_raises_and_spans_stay_in_order(text: str) -> None:
    found = find_dates(text, carry_year=True)
    assert all(0 <= span.first < span.last <= len(text) for span in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "piece", ["令和", "1", "1月", "令和6年5月1日、", "令和6年5月1日～", "1、", " ", "2024", "（土）"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    begun = time.monotonic()
    find_dates(piece * 30_000)
    assert time.monotonic() - begun < 10
