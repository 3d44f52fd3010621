"""The single cells of a register: 実施区分, departments, numbers of persons."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import Recurrence
from mitodoke.sources.formats.collaboration_register.departments import split_departments, split_title
from mitodoke.sources.formats.collaboration_register.person_count import find_person_count, read_count_cell
from mitodoke.sources.formats.collaboration_register.recurrence import (
    looks_like_recurrence,
    read_recurrence,
    read_since_year,
)


@pytest.mark.parametrize(
    ("printed", "recurrence", "since"),
    [
        ("例年実施", Recurrence.ANNUAL, None),
        ("例年実施（昭和62年頃から継続実施）", Recurrence.ANNUAL, 1987),
        ("例年実施（平成元年 頃から継続実施）", Recurrence.ANNUAL, 1989),
        ("例年実施\n（令和元年～）", Recurrence.ANNUAL, 2019),
        ("例年実施（平成２３年度から市民が主となり実施）", Recurrence.ANNUAL, 2011),
        ("例年実施（2004年～）", Recurrence.ANNUAL, 2004),
        ("例年実施（S62～）", Recurrence.ANNUAL, 1987),
        ("例年実施（平成10年4月より）", Recurrence.ANNUAL, 1998),
        ("例年実施（平成10年度～令和元年度まで）", Recurrence.ANNUAL, 1998),
        ("例年実施（令和５年度までは市が実施）", Recurrence.ANNUAL, None),
        ("例年実施（昭和40年代から継続実施）", Recurrence.ANNUAL, None),
        ("毎年実施", Recurrence.ANNUAL, None),
        ("単年度（新規）実施", Recurrence.ONE_OFF, None),
        ("新規", Recurrence.ONE_OFF, None),
        ("2年に一度実施", Recurrence.BIENNIAL, None),
        ("２年に１回", Recurrence.BIENNIAL, None),
        ("隔年実施（平成21年～）", Recurrence.BIENNIAL, 2009),
        ("３年に１度実施", Recurrence.OTHER, None),
        ("不定期", Recurrence.OTHER, None),
        ("", None, None),
        ("－", None, None),
    ],
)
def test_recurrence(printed: str, recurrence: Recurrence | None, since: int | None) -> None:
    assert (read_recurrence(printed), read_since_year(printed)) == (recurrence, since)


@pytest.mark.parametrize(
    "printed", ["例年実施", "単年度（新規）実施", "例年実施（平成24年～）", "２年に一度実施", "隔年"]
)
def test_words_of_the_column(printed: str) -> None:
    assert looks_like_recurrence(printed)
    assert not looks_like_recurrence(printed + "を目的とした事業である。")


@pytest.mark.parametrize(
    ("cell", "title", "department"),
    [
        ("花の教室 (公園課)", "花の教室", "公園課"),
        ("花の教室（公園課）", "花の教室", "公園課"),
        ("花の教室（第2回） (公園課)", "花の教室（第2回）", "公園課"),
        ("「花（はな）の日」 (春・秋) (公園・緑地課)", "「花（はな）の日」 (春・秋)", "公園・緑地課"),
        ("花の教室 (花と緑（みどり）の課)", "花の教室", "花と緑（みどり）の課"),
        ("花の教室（公園課）（観光課）", "花の教室", "公園課、観光課"),
        ("花の教室（花咲会場） (図書館)", "花の教室（花咲会場）", "図書館"),
        ("花の教室 (公園課", "花の教室", "公園課"),
        ("花の教室（第2回）", "花の教室（第2回）", None),
        ("花の教室（雨天のため中止）", "花の教室（雨天のため中止）", None),
        ("花の教室", "花の教室", None),
        ("(公園課)", "(公園課)", None),
        ("", "", None),
    ],
)
def test_title_and_department(cell: str, title: str, department: str | None) -> None:
    assert split_title(cell) == (title, department)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("公園課", ("公園課",)),
        ("産業・観光課", ("産業・観光課",)),
        ("公園課・観光課", ("公園課", "観光課")),
        ("公園課、観光課", ("公園課", "観光課")),
        ("公園課／観光課", ("公園課", "観光課")),
        ("公園課\n観光課", ("公園課", "観光課")),
        ("公園課 観光課", ("公園課", "観光課")),
        ("総務部 総務課", ("総務部総務課",)),
        ("公園 緑地課", ("公園緑地課",)),
        ("－", ()),
        ("", ()),
    ],
)
def test_departments(printed: str, names: tuple[str, ...]) -> None:
    assert split_departments(printed) == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20人", 20),
        ("２０名", 20),
        ("1,234人", 1234),
        ("1.5万人", 15000),
        ("1万2千人", None),
        ("約20 人程度", 20),
        ("20団体", None),
        ("3人制", None),
        ("20～30人", None),
        ("各20人", None),
        ("対象者120人", None),
        ("", None),
        ("人", None),
    ],
)
def test_person_counts(text: str, value: int | None) -> None:
    count = find_person_count(text)
    assert (count.value if count else None) == value


@pytest.mark.parametrize(
    ("printed", "value", "understood"),
    [
        ("171", 171, True),
        ("3,850", 3850, True),
        ("３００", 300, True),
        ("約300", 300, True),
        ("延べ1,200人", 1200, True),
        ("1,200\n（延べ）", 1200, True),
        ("0", 0, True),
        ("-", None, True),
        ("－", None, True),
        ("", None, True),
        ("12団体", None, False),
        ("集計中", None, False),
        ("大人20 子ども30", None, False),
    ],
)
def test_count_cells(printed: str, value: int | None, understood: bool) -> None:
    assert read_count_cell(printed) == (value, understood)
