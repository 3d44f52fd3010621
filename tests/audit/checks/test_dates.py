"""Checks of dates: reversed ranges, years and eras, weekdays, periods."""

from __future__ import annotations

import pytest

from audit.checks.build import content, entry, measure, occurrence, run
from mitodoke.audit.checks.across import check_across
from mitodoke.domain.finding import Severity


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-06-03", "1994-07-30", "2024-07-30"),
        ("2024-06-03", "2023-06-05", ""),
        ("2024-06-10", "2024-06-05", ""),
        ("2024-06", "2024-05", ""),
        ("2024-06", "2024-05-31", ""),
    ],
)
def test_a_range_that_ends_before_it_starts_is_an_error(start: str, end: str, expected: str) -> None:
    [finding] = run("reversed_date_range", entry("花まつり", occurrence(start, end)))
    assert finding.severity is Severity.ERROR
    assert (finding.subject, finding.field, finding.expected) == (
        "co_hosting-1",
        "occurrences[1].end",
        expected,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-06-03", "2024-06-03"),
        ("2024-06-03", None),
        (None, "2024-06-03"),
        ("2024-06-03", "2024-06"),
        ("2024", "2024-01-01"),
        ("2024-13-01", "2023-01-01"),
        ("x", "y"),
    ],
)
def test_a_range_that_may_be_right_or_is_unknown_is_none(start: str | None, end: str | None) -> None:
    assert run("reversed_date_range", entry("花まつり", occurrence(start, end))) == []


def test_a_documents_own_period_may_be_reversed() -> None:
    [finding] = run("reversed_date_range", period_start="2025-04-01", period_end="2025-03-31")
    assert finding.subject == "document"


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("1994-05-01", "令和6年5月1日（2024-05-01）"),
        ("1931-05-01", "令和6年5月1日（2024-05-01）"),
        ("2023-05-01", None),
        ("1994-03-31", None),
        ("2024-05-01", None),
        (None, None),
    ],
)
def test_a_date_that_another_era_puts_into_the_year(iso: str | None, expected: str | None) -> None:
    findings = run("wrong_era", entry("花まつり", occurrence(iso)))
    assert [finding.expected for finding in findings] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("start", "end", "fields"),
    [
        ("2024-04-01", "2025-03-31", []),
        ("2024-03-31", None, ["start"]),
        ("2025-04-01", None, ["start"]),
        ("2024-12-28", "2025-04-03", ["end"]),
        ("2024-03", None, ["start"]),
        ("2024-04", None, []),
        ("2024", None, []),
        ("1994-05-01", None, []),
        ("2024-06-03", "2023-06-05", []),
        (None, None, []),
    ],
)
def test_dates_outside_the_registers_year(start: str | None, end: str | None, fields: list[str]) -> None:
    findings = run("date_outside_fiscal_year", entry("花まつり", occurrence(start, end)))
    assert [finding.field for finding in findings] == [f"occurrences[1].{field}" for field in fields]
    assert all(finding.expected == "2024-04-01～2025-03-31" for finding in findings)


def test_without_a_year_nothing_is_outside() -> None:
    assert (
        run("date_outside_fiscal_year", entry("花まつり", occurrence("1999-01-01"), fiscal_year=None)) == []
    )


@pytest.mark.parametrize(
    ("title", "other", "found"),
    [
        ("令和6年度 第3回花咲さくらまつり", "花咲さくらまつり", True),
        ("花咲さくらまつり2024", "花咲さくらまつり", True),
        ("花咲さくらまつり", "花咲もみじまつり", False),
        ("講演会", "講演会", False),
    ],
)
def test_one_event_begins_once(title: str, other: str, found: bool) -> None:
    rows = entry(title, since_year=1972), entry(other, number=2, since_year=1987)
    assert bool(run("since_year_differs", *rows)) is found


def test_the_minority_is_asked_and_the_future_is_strange() -> None:
    years = (1987, 1972, 1987, None)
    rows = [entry("花咲さくらまつり", number=i, since_year=year) for i, year in enumerate(years, start=1)]
    [finding] = run("since_year_differs", *rows)
    assert (finding.subject, finding.expected) == ("co_hosting-2", "1987")
    [future] = run("since_year_differs", entry(since_year=2044))
    assert future.field == "since_year"


def test_documents_are_laid_side_by_side() -> None:
    old = content(entry("花咲さくらまつり", fiscal_year=2020, since_year=1972), document="old")
    new = content(entry("第5回 花咲さくらまつり", since_year=1987), document="new")
    [(document, finding)] = check_across([old, new])
    assert (document, finding.check, finding.expected) == ("new", "since_year_differs", "1972")
    assert check_across([old]) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("令和5年度花まつり", True),
        ("令和７年度 花まつり", True),
        ("2023年度花まつり", True),
        ("2023花まつり", True),
        ("2022花まつり", True),
        ("花まつり（令和5年5月）", True),
        ("花まつり（令和7年1月）", False),
        ("令和7年花咲市成人式", False),
        ("令和6年度花まつり", False),
        ("2024年度花まつり", False),
        ("花まつり2024", False),
        ("花まつり2025", False),
        ("2050年ゼロカーボン講演会", False),
        ("2025年大阪・関西万博応援事業", False),
        ("2023人の大合唱", False),
        ("第2023回", False),
        ("花まつり2,023", False),
        ("平成元年度からの歩み展", False),
        ("花まつり", False),
    ],
)
def test_a_title_names_the_registers_year(title: str, found: bool) -> None:
    assert bool(run("title_year_differs", entry(title))) is found


@pytest.mark.parametrize(
    ("title", "start", "found"),
    [
        ("花まつり2025", None, True),
        ("花まつり2025", "2025-02-01", False),
        ("花まつり2024", None, False),
        ("2025年度花まつり", None, False),
    ],
)
def test_next_years_titles_without_a_date(title: str, start: str | None, found: bool) -> None:
    assert bool(run("title_of_next_year", entry(title, occurrence(start)))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和8年4月から図書室の貸出を開始しました。", True),
        ("令和8年度から「花の窓口」を開き、相談の体制を整えました。", True),
        ("令和6年10月に、花咲商会と協定を締結しました。", True),
        ("令和8年度からの実施に向け、案内を行いました。", False),
        ("令和8年度での検証に向けた予算化を行いました。", False),
        ("令和8年4月から施行される条例を制定しました。", False),
        ("令和8年12月に大会が開催されることが決定しました。", False),
        ("令和8年4月に開館する予定です。", False),
        ("令和6年10月に開設した施設において相談を実施しました。", False),
        ("令和6年度に続き事務局を委託しました。", False),
        ("令和6年4月から継続して、相談を実施しました。", False),
        ("令和6年4月に開始し、令和7年6月に完了しました。", False),
        ("令和7年6月に完了しました。", False),
        ("令和6年度に策定した計画を見直しました。", False),
        ("令和8年に開館しました。", False),
        ("", False),
    ],
)
def test_activities_told_as_done_lie_in_the_period(text: str, found: bool) -> None:
    period = {"period_start": "2025-01-01", "period_end": "2026-03-31"}
    assert bool(run("activity_outside_period", measure("01-1-1", text), **period)) is found


def test_without_a_period_no_activity_lies_outside() -> None:
    assert (
        run("activity_outside_period", measure("01-1-1", "令和8年4月から開始しました。"), period_end=None)
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年8月31日（土）に開いた。", None),
        ("令和6年8月31日（日）に開いた。", "土"),
        ("2024年8月30日(土)", "金"),
        ("令和　６年　８月３０日（金・祝）", None),
        ("令和6年2月30日（金）", None),
        ("8月31日（日）", None),
    ],
)
def test_the_calendar_knows_the_weekday(text: str, expected: str | None) -> None:
    findings = run("weekday_differs", lines=["", text])
    assert [finding.expected for finding in findings] == ([expected] if expected else [])
    assert all(finding.place == "L2" for finding in findings)
    in_record = run("weekday_differs", entry(effects=text))
    assert [finding.subject for finding in in_record] == (["co_hosting-1"] if expected else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("取組の開始から約1年5か月が経過し", True),
        ("取組の開始から約1年3か月が経過し", False),
        ("取組開始から15ヶ月が経過した", False),
        ("地震から1年4か月が経過した", False),
        ("取組開始から3年が経過した", False),
    ],
)
def test_the_time_since_the_beginning_fits_the_period(line: str, found: bool) -> None:
    period = {"period_start": "2025-01-01", "period_end": "2026-03-31"}
    assert bool(run("elapsed_months_differ", lines=[line], **period)) is found
