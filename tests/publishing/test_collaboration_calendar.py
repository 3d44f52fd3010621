"""The calendar of collaboration projects: every date in its month, and words for what has none."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.collaboration_calendar import (
    calendar_home,
    month_page,
    undated_page,
)
from mitodoke.publishing.presentation.collaboration_months import calendar_of
from mitodoke.publishing.presentation.page import NoSuchPageError
from publishing.register_editions import occurrence
from publishing.test_collaboration_registers import register_of, registers_with, row

DATED = registers_with(
    register_of(
        2024,
        row(
            1,
            "夏市",
            occurrences=(
                occurrence(1, "2024-07-20"),
                occurrence(2, "2024-07-31", end="2024-08-02"),
                occurrence(3, "2024-07", date_printed="7月の毎週木曜日"),
                occurrence(4, "2024-09-05", end="2024-09-01", date_printed="9月5日～9月1日"),
            ),
        ),
        row(2, "見守り", occurrences=(occurrence(1, None, date_printed="通年"),)),
        row(3, "相談", dates_printed="毎月第3木曜日"),
        row(4, "清掃"),
        row(5, "長い展示", occurrences=(occurrence(1, "2025-02-01", end="2031-01-31"),)),
    )
)


def test_every_date_stands_in_its_month_and_words_stand_apart() -> None:
    assert {month: len(events) for month, events in calendar_of(DATED.index).months.items()} == {
        "2024-07": 3,
        "2024-08": 1,
        "2025-02": 1,
        "2025-03": 1,
    }
    home = calendar_home(DATED)
    assert [(one.label, [m.label for m in one.months]) for one in home.years] == [
        ("令和6年度", ["令和6年7月", "令和6年8月", "令和7年2月", "令和7年3月"])
    ]
    assert [(one.row.title, one.words) for one in home.undated] == [
        ("夏市", ("9月5日～9月1日",)),
        ("見守り", ("通年",)),
        ("相談", ("毎月第3木曜日",)),
        ("清掃", ()),
    ]
    assert undated_page(DATED).slice.total == home.undated_total == 4


def test_a_month_lists_its_days_in_order() -> None:
    july = month_page(DATED, "2024-07")
    assert [(one.when, one.printed, one.continued) for one in july.rows] == [
        ("令和6年7月20日（土）", None, False),
        ("令和6年7月31日～8月2日", None, False),
        ("", "7月の毎週木曜日", False),
    ]
    august = month_page(DATED, "2024-08")
    assert [one.continued for one in august.rows] == [True]
    assert july.before is None
    assert july.after is not None
    assert july.after.address == "/999997/calendar/2024-08/"
    with speaking("en"):
        assert month_page(DATED, "2024-07").rows[0].when == "Saturday, 20 July 2024"
    for month in ("2024-06", "x", "2024-13"):
        with pytest.raises(NoSuchPageError):
            month_page(DATED, month)


@given(
    year=st.one_of(st.none(), st.integers(1, 9998)),
    first=st.dates(),
    days=st.integers(-40, 4000),
)
def test_no_range_fills_more_months_than_a_year_has(
    year: int | None, first: datetime.date, days: int
) -> None:
    last = datetime.date.fromordinal(min(max(first.toordinal() + days, 1), datetime.date.max.toordinal()))
    one = row(1, "催し", occurrences=(occurrence(1, first.isoformat(), end=last.isoformat()),))
    edition = register_of(2024, one)
    document = replace(edition.content.document, fiscal_year=year)
    found = registers_with(replace(edition, content=replace(edition.content, document=document)))
    months = calendar_of(found.index).months
    assert len(months) <= 13
    assert bool(months) == (first <= last)
    if first <= last:
        assert f"{first.year:04}-{first.month:02}" in months
