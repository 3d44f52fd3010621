"""What single lines of a pledge report can be: marks, percentages, departments, periods, counts, cells of the table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.outline import Repeat
from mitodoke.sources.formats.pledges.activity_lines import TextLine, read_activities, trailing_title
from mitodoke.sources.formats.pledges.department_names import (
    continues,
    join_departments,
    rank,
    split_departments,
)
from mitodoke.sources.formats.pledges.line_marks import Line, Mark, mark_lines, parse_percentage
from mitodoke.sources.formats.pledges.period import find_as_of, find_period, find_publication
from mitodoke.sources.formats.pledges.stated_counts import parse_count, stated_counts
from mitodoke.sources.formats.pledges.summary_cells import read_cells
from mitodoke.sources.formats.pledges.vision_titles import part_titles


def mark(text: str) -> Line:
    return mark_lines([text])[0]


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("", Mark.BLANK, ""),
        ("\u3000 ", Mark.BLANK, ""),
        ("01-1 子育て", Mark.CODE, "子育て"),
        ("01-1", Mark.CODE, ""),
        ("０１－１　子育て", Mark.CODE, "子育て"),
        ("【1-1】子育て", Mark.CODE, "子育て"),
        ("■ 1‐1. 子育て", Mark.CODE, "子育て"),
        ("12-10 子育て", Mark.CODE, "子育て"),
        ("1-1-1 子育て", Mark.TEXT, "1-1-1 子育て"),
        ("2025-04 の予定", Mark.TEXT, "2025-04 の予定"),
        ("進捗状況", Mark.PROGRESS, ""),
        ("進 捗 状 況", Mark.PROGRESS, ""),
        ("進捗状況 60%", Mark.PROGRESS, ""),
        ("【進捗率】：６０％", Mark.PROGRESS, ""),
        ("達成度（60.5%）", Mark.PROGRESS, ""),
        ("進捗状況の見える化", Mark.TEXT, "進捗状況の見える化"),
        ("95%", Mark.PERCENT, "95%"),
        ("（９ ５ ％）", Mark.PERCENT, "（９ ５ ％）"),
        ("9 5", Mark.NUMBER, "9 5"),
        ("41.2", Mark.NUMBER, "41.2"),
        ("2030", Mark.TEXT, "2030"),
        ("- 3 -", Mark.PAGE, "- 3 -"),
        ("12／40", Mark.PAGE, "12／40"),
        ("p.7", Mark.PAGE, "p.7"),
        ("3ページ", Mark.PAGE, "3ページ"),
        ("---\t-----", Mark.RULE, "---\t-----"),
        ("|---|---|", Mark.RULE, "|---|---|"),
        ("01-1 子育て …… 3", Mark.CONTENTS, "01-1 子育て …… 3"),
        ("取組事業内容（令和7年4月～令和8年3月末）", Mark.ACTIVITY_HEAD, ""),
        ("【取組内容】", Mark.ACTIVITY_HEAD, ""),
        ("■主な取組", Mark.ACTIVITY_HEAD, ""),
        ("主な取り組み状況", Mark.ACTIVITY_HEAD, ""),
        ("主な取組内容：", Mark.ACTIVITY_HEAD, ""),
        ("花壇の整備 取組内容（令和7年度）", Mark.ACTIVITY_HEAD, "花壇の整備"),
        ("取組", Mark.TEXT, "取組"),
        ("事業内容", Mark.TEXT, "事業内容"),
        ("担当部署：総務課", Mark.DEPARTMENT, "総務課"),
        ("担当部署　総務課", Mark.DEPARTMENT, "総務課"),
        ("【担当】総務課", Mark.DEPARTMENT, "総務課"),
        ("（担当課：総務課）", Mark.DEPARTMENT, "総務課）"),
        ("所管課: 総務課", Mark.DEPARTMENT, "総務課"),
        ("担当部署", Mark.DEPARTMENT, ""),
        ("担当者会議の設置", Mark.TEXT, "担当者会議の設置"),
        ("担当課の再編", Mark.TEXT, "担当課の再編"),
        ("関係機関の連携", Mark.TEXT, "関係機関の連携"),
        ("- 実施しました。", Mark.BULLET, "実施しました。"),
        ("・実施しました。", Mark.BULLET, "実施しました。"),
        ("○実施しました。", Mark.BULLET, "実施しました。"),
        ("- 5歳児健診", Mark.BULLET, "5歳児健診"),
        ("-5度の寒さ", Mark.TEXT, "-5度の寒さ"),
    ],
)
def test_marks(text: str, kind: Mark, left: str) -> None:
    found = mark(text)
    assert (found.mark, found.text) == (kind, left)


@pytest.mark.parametrize(
    ("text", "printed", "vision", "pledge"),
    [
        ("01-1", "01-1", 1, 1),
        ("１－１２", "1-12", 1, 12),
        ("01-01 あ", "01-01", 1, 1),
        ("10ー2 あ", "10-2", 10, 2),
    ],
)
def test_codes_are_kept_as_printed_in_half_width(text: str, printed: str, vision: int, pledge: int) -> None:
    code = mark(text).code
    assert code is not None
    assert (code.printed, code.key) == (printed, (vision, pledge))


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        ("取組内容", Repeat.NONE),
        ("取組内容（令和7年度）【再掲】", Repeat.FULL),
        ("取組内容（令和7年度） 【一部再掲】", Repeat.PARTIAL),
        ("取組内容 （再掲）", Repeat.FULL),
        ("取組内容［一部 再掲］（令和7年度）", Repeat.PARTIAL),
    ],
)
def test_repeat_marks(text: str, repeat: Repeat) -> None:
    found = mark(text)
    assert (found.mark, found.repeat) == (Mark.ACTIVITY_HEAD, repeat)


def test_a_heading_broken_over_lines() -> None:
    lines = ["取組事業内容（令和7年4月", "～令和8年3月末）【再掲】", "", "- 実施"]
    assert [line.mark for line in mark_lines(lines)] == [
        Mark.ACTIVITY_HEAD,
        Mark.HEAD_REST,
        Mark.BLANK,
        Mark.BULLET,
    ]
    assert mark_lines(lines)[1].repeat is Repeat.FULL


def test_weak_wordings_head_activities_only_where_there_is_no_clear_one() -> None:
    weak = "【事業内容】"
    assert mark_lines([weak])[0].mark is Mark.ACTIVITY_HEAD
    assert mark_lines(["取組内容", weak])[1].mark is Mark.TEXT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95%", "95"),
        ("９５ ％", "95"),
        ("9 5", "95"),
        ("1 0 0", "100"),
        ("41.2", "41.2"),
        ("（４１．２％）", "41.2"),
        ("0%", "0"),
        ("120%", "120"),
    ],
)
def test_percentages(text: str, value: str) -> None:
    found = parse_percentage(text, 7)
    assert found is not None
    assert (found.value, found.line) == (Decimal(value), 7)


@pytest.mark.parametrize("text", ["－", "-", "―％"])
def test_a_dash_is_a_place_without_a_value(text: str) -> None:
    found = parse_percentage(text, 1)
    assert found is not None
    assert found.value is None


@pytest.mark.parametrize("text", ["", "120", "あ", "1.2.3%", "%", "9" * 400])
def test_no_percentages(text: str) -> None:
    assert parse_percentage(text, 1) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("総務課、市民課", ("総務課", "市民課")),
        ("総務課／市民課, 税務課", ("総務課", "市民課", "税務課")),
        ("総務部 総務課、市民部　市民課", ("総務部 総務課", "市民部　市民課")),
        ("総務課 市民課", ("総務課", "市民課")),
        ("協働・男女共同参画室、工業・雇用振興課", ("協働・男女共同参画室", "工業・雇用振興課")),
        ("企画課・総務課", ("企画課", "総務課")),
        ("総務課及び市民課", ("総務課", "市民課")),
        ("企画課（政策係、統計係）、総務課", ("企画課（政策係、統計係）", "総務課")),
        ("総務課）", ("総務課",)),
        ("教育委員会 指導室", ("教育委員会 指導室",)),
        ("総務課、総務課", ("総務課",)),
        ("－", ()),
        ("", ()),
        ("総務課、", ("総務課",)),
        ("（総務課）", ("総務課",)),
    ],
)
def test_departments(text: str, names: tuple[str, ...]) -> None:
    assert split_departments(text) == names


@pytest.mark.parametrize(
    ("text", "following", "goes_on"),
    [
        ("総務課、", "市民課", True),
        ("総務課", "、市民課", True),
        ("総務課、健康づく", "り課、市民課", True),
        ("科学セン", "ター", True),
        ("協働", "・男女共同参画室", True),
        ("企画課（政策係、", "統計係）", True),
        ("総務課、学校", "教育課、市民課", True),
        ("総務課", "お金の教育", False),
        ("総務課", "学校図書館の開放", False),
        ("テクノプラザ", "お金の教育", False),
        ("総務課", "・花壇の整備", False),
        ("総務課", "題" * 500, False),
    ],
)
def test_lists_of_departments_over_lines(text: str, following: str, goes_on: bool) -> None:
    assert continues(text, following) is goes_on


@pytest.mark.parametrize(
    ("lines", "known", "joined"),
    [
        (("総務課、健康づく", "り課"), (), "総務課、健康づくり課"),
        (("総務課", "市民課"), (), "総務課、市民課"),
        (("総務課、学校", "教育課"), (), "総務課、学校教育課"),
        (("総務課、市立病院", "経営管理課"), (), "総務課、市立病院経営管理課"),
        (("総務課、市立病院", "経営管理課"), ("市立病院", "経営管理課"), "総務課、市立病院、経営管理課"),
        (("総務課、", "市民課"), (), "総務課、市民課"),
    ],
)
def test_joining_lines_of_departments(lines: tuple[str, ...], known: tuple[str, ...], joined: str) -> None:
    assert join_departments(lines, frozenset(known)) == joined


@pytest.mark.parametrize(
    ("name", "expected"),
    [("総務部", 1), ("総務課", 2), ("統計係", 3), ("総務課（統計）", 2), ("花壇", None), ("", None)],
)
def test_ranks(name: str, expected: int | None) -> None:
    assert rank(name) == expected


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("(令和7年1月から令和8年3月までの実施内容)", ("2025-01-01", "2026-03-31")),
        ("（令和6年12月～令和7年2月末）", ("2024-12-01", "2025-02-28")),
        ("令和５年１２月～令和６年２月", ("2023-12-01", "2024-02-29")),
        ("R7.4.1～R8.3.31", ("2025-04-01", "2026-03-31")),
        ("令和7年4月～12月", ("2025-04-01", "2025-12-31")),
        ("平成31年4月から令和2年3月まで", ("2019-04-01", "2020-03-31")),
        ("令和7年度", ("2025-04-01", "2026-03-31")),
        ("2025年4月から2026年3月まで", ("2025-04-01", "2026-03-31")),
        ("令和7年4月", None),
        ("取組の内容", None),
    ],
)
def test_periods(text: str, period: tuple[str, str] | None) -> None:
    assert find_period(text) == period


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("令和8年5月", "2026-05"),
        ("令和８年５月２０日", "2026-05-20"),
        ("公表日：令和8年5月20日", "2026-05-20"),
        ("2026年5月 公表", "2026-05"),
        ("令和7年4月～令和8年3月", None),
        ("令和8年5月に公園を開く", None),
        ("令和8年3月31日現在", None),
    ],
)
def test_publication(text: str, published: str | None) -> None:
    assert find_publication(text) == published


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("令和8年3月31日現在", "2026-03-31"),
        ("（令和8年3月末時点）", "2026-03-31"),
        ("令和7年度末現在", "2026-03-31"),
        ("令和8年3月31日", None),
    ],
)
def test_as_of(text: str, as_of: str | None) -> None:
    assert find_as_of(text) == as_of


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("7つのビジョンを柱とする34項目91施策の公約", {"visions": 7, "pledges": 34, "measures": 91}),
        ("七つのビジョンと、三十四項目、９１の施策", {"visions": 7, "pledges": 34, "measures": 91}),
        ("5つの基本政策と20の公約", {"visions": 5, "pledges": 20}),
        ("公約は全23項目、45施策です", {"pledges": 23, "measures": 45}),
        ("公約12件・施策30件", {"pledges": 12, "measures": 30}),
        ("ビジョンは5つです", {"visions": 5}),
        ("各公約は1～5つの施策から構成", {"measures_per_pledge.min": 1, "measures_per_pledge.max": 5}),
        ("２から３の施策", {"measures_per_pledge.min": 2, "measures_per_pledge.max": 3}),
        ("うち5施策が完了しました", {}),
        ("約10の施策", {}),
        ("令和7年度の取組", {}),
    ],
)
def test_stated_counts(text: str, counts: dict[str, int]) -> None:
    found = stated_counts([(3, text)])
    assert {figure.figure: figure.value for figure in found} == {f"count.{k}": v for k, v in counts.items()}
    assert all(figure.place == "L3" and figure.printed for figure in found)


def test_a_count_stated_twice_is_one_figure_and_two_values_are_two() -> None:
    lines = [(1, "7つのビジョン"), (2, "7つのビジョン"), (3, "8つのビジョン")]
    assert [(figure.value, figure.place) for figure in stated_counts(lines)] == [(7, "L1"), (8, "L3")]


@given(st.integers(min_value=1, max_value=99))
def test_counts_in_kanji(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    kanji = ((digits[tens] if tens > 1 else "") + "十" if tens else "") + digits[ones].strip()
    assert parse_count(kanji) == number


@pytest.mark.parametrize(
    ("text", "number", "texts", "percentage"),
    [
        ("0 1 花のまち 花咲 4 9", "01", ("花のまち 花咲",), "49"),
        ("01 2つの港 49", "01", ("2つの港",), "49"),
        ("05 花のまち 花咲 44", "05", ("花のまち 花咲",), "44"),
        ("07\t花のまち 花咲\t42", "07", ("花のまち 花咲",), "42"),
        ("| 03 | 花のまち | 24.5 |", "03", ("花のまち",), "24.5"),
        ("1\t5歳児健診\t1 0 0", "1", ("5歳児健診",), "100"),
        ("1 0歳からの保育 95", "1", ("0歳からの保育",), "95"),
        ("10 花のまち 50%", "10", ("花のまち",), "50"),
        ("１　花壇　９５", "1", ("花壇",), "95"),
        ("（3）花壇", "3", ("花壇",), None),
        ("花壇をつくる", "", ("花壇をつくる",), None),
        ("03 目標は2030", "03", ("目標は2030",), None),
        ("02 花のまち －", "02", ("花のまち",), "lost"),
        ("1\t花壇\t30\t45", "1", ("花壇",), "45"),
    ],
)
def test_cells(text: str, number: str, texts: tuple[str, ...], percentage: str | None) -> None:
    cells = read_cells(text, 9)
    assert (cells.number_printed, cells.texts) == (number, texts)
    if percentage is None:
        assert cells.percentage is None
    else:
        assert cells.percentage is not None
        shown = "lost" if cells.percentage.value is None else str(cells.percentage.value)
        assert shown == percentage


@pytest.mark.parametrize(
    ("text", "vision", "number"), [("01-2\t花壇\t40", 1, "2"), ("1－2 花壇 40%", 1, "2")]
)
def test_cells_with_a_whole_code(text: str, vision: int, number: str) -> None:
    cells = read_cells(text, 1)
    assert (cells.vision, cells.number_printed, cells.text) == (vision, number, "花壇")


@pytest.mark.parametrize(("next_vision", "number"), [(11, 11), (3, 1)])
def test_spaced_digits_are_read_by_the_number_that_comes_next(next_vision: int, number: int) -> None:
    assert read_cells("1 1 2つの港 50", 1, next_vision).number == number


ONE = ("健康のまち 花咲", "歩いて楽しい")


@pytest.mark.parametrize(
    ("texts", "apart", "municipality", "expected"),
    [
        ({1: "花のまち 花咲 咲かせよう", 2: "健康のまち 花咲 歩いて楽しい"}, {2: ONE}, None, ("花のまち 花咲", "咲かせよう")),
        ({1: "花のまち 花咲 咲かせよう 未来へ"}, {}, "花咲市", ("花のまち 花咲", "咲かせよう 未来へ")),
        ({1: "花のまち花咲 咲かせよう"}, {}, "花咲市", ("花のまち花咲", "咲かせよう")),
        ({1: "花のまち みなと 咲く", 2: "海のまち みなと 泳ぐ"}, {}, None, ("花のまち みなと", "咲く")),
        ({1: "花のまち 咲かせよう", 2: "海のまち 泳ごう"}, {}, None, ("花のまち 咲かせよう", None)),
        ({1: "花のまち 花咲"}, {}, "花咲市", ("花のまち 花咲", None)),
        ({1: "花咲 花のまち"}, {}, "花咲市", ("花咲 花のまち", None)),
        (
            {1: "花のまち 咲かせよう", 2: "a", 3: "b"},
            {2: ("海のまち", "泳ぐ"), 3: ("森のまち", "登る")},
            None,
            ("花のまち", "咲かせよう"),
        ),
        ({1: "花のまち 咲かせ よう"}, {1: ("花のまち", "咲かせよう")}, None, ("花のまち", "咲かせ よう")),
    ],
)  # fmt: skip
def test_titles_and_subtitles(
    texts: dict[int, str],
    apart: dict[int, tuple[str, str]],
    municipality: str | None,
    expected: tuple[str, str | None],
) -> None:
    assert part_titles(texts, apart, municipality)[1] == expected


def lines(*texts: str) -> list[TextLine]:
    """``-`` before a text is its bullet, a blank text a blank line."""
    found = []
    for number, text in enumerate(texts, start=1):
        if text:
            bullet = text[0] if text[0] in "-・" else ""
            found.append(TextLine(number, text[1:] if bullet else text, bullet))
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("-一つ。", "-二つ。"), ["一つ。", "二つ。"]),
        (("-一つ目を実施し、", "続けた。", "-二つ。"), ["一つ目を実施し、続けた。", "二つ。"]),
        (("-一つ目を実施し、", "", "続けた。"), ["一つ目を実施し、続けた。"]),
        (("一つ。", "", "二つ。"), ["一つ。", "二つ。"]),
        (("一つ目を実施し、", "続けた。", "", "二つ。"), ["一つ目を実施し、続けた。", "二つ。"]),
        (("①一つ", "②二つ"), ["①一つ", "②二つ"]),
        (("-計画を策定", "・公表した。"), ["計画を策定・公表した。"]),
        (("・計画の策定", "・調査の実施"), ["計画の策定", "調査の実施"]),
        (("-GX", "DX", "の推進"), ["GX DXの推進"]),
        ((), []),
    ],
)
def test_activities(texts: tuple[str, ...], expected: list[str]) -> None:
    found = read_activities(lines(*texts), Repeat.NONE)
    assert [activity.text for activity in found] == expected
    assert [activity.position for activity in found] == list(range(1, len(expected) + 1))


def test_an_activity_with_its_own_mark() -> None:
    found = read_activities(lines("-【再掲】一つ。", "-二つ。（一部再掲）", "-三つ。"), Repeat.NONE)
    assert [(a.text, a.repeat) for a in found] == [
        ("一つ。", Repeat.FULL),
        ("二つ。", Repeat.PARTIAL),
        ("三つ。", Repeat.NONE),
    ]


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("-一つ。", "", "次の題"), ["次の題"]),
        (("-一つ目を", "続けた。", "", "次の", "題"), ["次の", "題"]),
        (("-策定", "", "次の題"), ["次の題"]),
        (("-一つ。", "次の題"), ["次の題"]),
        (("-一つ。",), []),
        (("-策定", "続き"), []),
    ],
)
def test_a_title_behind_activities(texts: tuple[str, ...], title: list[str]) -> None:
    found = lines(*texts)
    assert [line.text for line in found[trailing_title(found) :]] == title


@given(st.text(max_size=80))
def test_any_line_gets_one_mark_and_never_raises(text: str) -> None:
    (found,) = mark_lines([text])
    assert found.number == 1
    assert (found.mark is Mark.BLANK) == (not text.strip())
    assert read_cells(text, 1).line == 1
    assert isinstance(split_departments(text), tuple)
