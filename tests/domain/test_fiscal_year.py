"""Eras and fiscal years: the borders, the words, and two published libraries as oracles."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from japanera import EraDate
from jeraconv.jeraconv import J2W, W2J

from mitodoke.domain.fiscal_year import (
    ERAS,
    FiscalYear,
    era_of,
    format_date,
    format_iso,
    format_year,
    parse_fiscal_year,
    parse_year,
)

DAY = datetime.date
days = st.dates(min_value=DAY(1868, 1, 25), max_value=DAY(2100, 12, 31))
TO_JAPANESE, TO_WESTERN = W2J(), J2W()


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (DAY(1989, 1, 7), "昭和64年1月7日"),
        (DAY(1989, 1, 8), "平成元年1月8日"),
        (DAY(2019, 4, 30), "平成31年4月30日"),
        (DAY(2019, 5, 1), "令和元年5月1日"),
        (DAY(2020, 1, 1), "令和2年1月1日"),
        (DAY(1926, 12, 24), "大正15年12月24日"),
        (DAY(1926, 12, 25), "昭和元年12月25日"),
        (DAY(1912, 7, 29), "明治45年7月29日"),
        (DAY(1912, 7, 30), "大正元年7月30日"),
        (DAY(1868, 1, 25), "明治元年1月25日"),
        (DAY(1868, 1, 24), "1868年1月24日"),
        (DAY(2025, 3, 31), "令和7年3月31日"),
    ],
)
def test_a_day_is_written_in_the_era_it_lies_in(day: DAY, written: str) -> None:
    assert format_date(day) == written


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        (None, ""),
        ("2026-03-31", "令和8年3月31日"),
        ("2019-05", "令和元年5月"),
        ("2019-04", "平成31年4月"),
        ("1989-01", "平成元年1月"),
        ("9999-12", "令和7981年12月"),
        ("0000-01", "0000-01"),
        ("2026-02-30", "2026-02-30"),
        ("2026-13", "2026-13"),
        ("春ごろ", "春ごろ"),
        ("0001-01-01", "1年1月1日"),
    ],
)
def test_an_iso_day_or_month_in_the_japanese_calendar(iso: str | None, expected: str) -> None:
    assert format_iso(iso) == expected


def test_there_is_no_era_before_the_first() -> None:
    with pytest.raises(ValueError, match="no era"):
        era_of(DAY(1868, 1, 24))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和7年", 2025),
        ("令和元年", 2019),
        ("平成31年", 2019),
        ("平成元年", 1989),
        ("昭和64年", 1989),
        ("昭和 47年頃から", 1972),
        ("大正15年", 1926),
        ("明治元年", 1868),
        ("令和　７年", 2025),
        ("　令和７年", 2025),
        ("㋿7年", 2025),
        ("R7.3.31", 2025),
        ("Ｒ７", 2025),
        ("R 07", 2025),
        ("H.30", 2018),
        ("S62", 1987),
        ("2025", 2025),
        ("２０２５年", 2025),
        ("2025/3/31", 2025),
        ("昭和99年", 2024),
        ("令和0年", None),
        ("令和", None),
        ("元年", None),
        ("7年", None),
        ("令和123年", None),
        ("20255", None),
        ("0000", None),
        ("9999", None),
        ("Room 7", None),
        ("Report 2025", None),
        ("", None),
        ("令和" + "9" * 10_000, None),
        (" " * 10_000 + "令和7年", 2025),
    ],
)
def test_a_year_is_read_from_the_beginning(text: str, year: int | None) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和3年度", 2021),
        ("協働事業実施状況（令和６年度）", 2024),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("2021年度", 2021),
        ("R3年度", 2021),
        ("Ｒ３年度末", 2021),
        ("令和3（2021）年度", 2021),
        ("2021(令和3)年度", 2021),
        ("令和2～6年度", 2020),
        ("令和2～令和6年度", 2020),
        ("令和2年度から令和6年度まで", 2020),
        ("平成 30 年度", 2018),
        ("令和6年", None),
        ("年度", None),
        ("第3年度", None),
        ("12021年度", None),
        ("NHS3年度", None),
        ("令和3年の年度", None),
    ],
)
def test_the_first_fiscal_year_of_a_text(text: str, year: int | None) -> None:
    assert parse_fiscal_year(text) == year


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("市長公約（令和7年度）", True),
        ("令和７年度 公約", True),
        ("2025年度の公約", True),
        ("令和7(2025)年度", True),
        ("令和6年度から見た令和7年度", True),
        ("令和7年度から始まる公約", True),
        ("令和17年度", False),
        ("令和8年度", False),
        ("公約", False),
        ("令和7年度～令和11年度 総合戦略", False),
        ("令和7～11年度戦略", False),
        ("R7年度-R11年度", False),
    ],
)
def test_a_title_tells_its_year(title: str, told: bool) -> None:
    assert FiscalYear(2025).is_told_in(title) is told


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2018, "平成30年度"),
        (2019, "令和元年度"),
        (2020, "令和2年度"),
        (1988, "昭和63年度"),
        (1989, "平成元年度"),
        (1926, "大正15年度"),
        (1867, "1867年度"),
        (0, "0年度"),
        (99999, "99999年度"),
    ],
)
def test_a_fiscal_year_is_named_by_its_first_day(year: int, label: str) -> None:
    assert FiscalYear(year).label == label


@pytest.mark.parametrize(
    ("day", "year"),
    [(DAY(2025, 3, 31), 2024), (DAY(2025, 4, 1), 2025), (DAY(2024, 12, 31), 2024), (DAY(2025, 1, 1), 2024)],
)
def test_a_fiscal_year_runs_from_april_to_march(day: DAY, year: int) -> None:
    assert FiscalYear.of(day) == FiscalYear(year)
    assert day in FiscalYear(year)
    assert day not in FiscalYear(year + 1)
    assert day not in FiscalYear(year - 1)


@given(days)
def test_every_day_lies_in_just_its_fiscal_year(day: DAY) -> None:
    year = FiscalYear.of(day)
    assert year.first_day <= day <= year.last_day
    assert (year.last_day - year.first_day).days in (364, 365)
    assert FiscalYear(year.year + 1).first_day - year.last_day == datetime.timedelta(days=1)


@given(days)
def test_japanera_agrees(day: DAY) -> None:
    theirs = EraDate.from_date(day)
    ours = era_of(day)
    assert theirs.era.kanji == ours.name
    if ours.name != "明治":  # theirs begins two days earlier: 慶応4年1月1日 was 1868-01-25
        assert theirs.era.since == ours.first_day
    count = int(theirs.strftime("%-Y"))
    assert format_date(day) == f"{ours.name}{'元' if count == 1 else count}年{day.month}月{day.day}日"


# jeraconv begins 明治 with the day of the edict (1868-10-23 in our calendar); we apply the edict, which
# counted the whole year as 明治元年.
@given(st.dates(min_value=DAY(1868, 10, 24), max_value=DAY(2100, 12, 31)))
def test_jeraconv_agrees(day: DAY) -> None:
    written = TO_JAPANESE.convert(day.year, day.month, day.day)
    ours = format_date(day)
    assert written.replace("元", "1") == ours.replace("元年", "1年")


LAST_YEARS = {"令和": 99, "平成": 31, "昭和": 64, "大正": 15, "明治": 45}


@pytest.mark.parametrize("era", [era.name for era in ERAS])
def test_jeraconv_reads_every_year_of_an_era_alike(era: str) -> None:
    for count in range(1, LAST_YEARS[era] + 1):
        text = f"{era}{'元' if count == 1 else count}年"
        assert parse_year(text) == TO_WESTERN.convert(text)


@given(st.integers(min_value=1868, max_value=2100))
def test_years_and_fiscal_years_round_trip(year: int) -> None:
    assert parse_year(format_year(year)) == year
    assert parse_fiscal_year(FiscalYear(year).label) == year


@given(days)
def test_a_written_day_begins_with_its_year(day: DAY) -> None:
    assert parse_year(format_date(day)) == day.year


@given(st.text(max_size=80))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for year in (parse_year(text), parse_fiscal_year(text)):
        assert year is None or 1000 <= year <= 2999
