"""Two fictional strategies read whole: one with every broken form of the layout, one in another city's wording."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text
from sources.formats.strategy_reading import checks, content, document, items, left_out, rows


@pytest.fixture(scope="module")
def hanasaki(documents: Path) -> Reading:
    return extract(read_text(documents / "strategy-hanasaki.txt"))


@pytest.fixture(scope="module")
def minato(documents: Path) -> Reading:
    return extract(read_text(documents / "strategy-minato.txt"))


def test_hanasaki_document(hanasaki: Reading) -> None:
    told = document(hanasaki)
    assert (told.title, told.municipality, told.layout) == ("花咲市総合戦略", "花咲市", "strategy")
    assert (told.period_start, told.period_end) == ("2020-04-01", "2025-03-31")
    assert (told.fiscal_year, told.as_of) == (2021, "2022-03-31")
    assert hanasaki.unaccounted == ()
    assert {figure.figure: int(figure.value or 0) for figure in content(hanasaki).stated} == {
        "count.basic_goals": 2,
        "count.measures": 4,
        "count.revisions.new_measure": 1,
        "count.revisions.new_project": 1,
        "count.revisions.content_changed": 1,
        "count.revisions.ended": 1,
        "count.revisions.target_changed": 1,
        "count.revisions.kpi_changed": 4,
    }


def test_hanasaki_outline(hanasaki: Reading) -> None:
    assert [
        (item.item_id, item.title) for item in items(hanasaki, "basic_goal", "basic_direction", "measure")
    ] == [
        ("G1", "花の産業を育て、 若者の働く場をつくる"),
        ("1-1", "若者の就農"),
        ("S1", "花農家になりたい人の応援"),
        ("1-2", "花の店“縁づくり”"),
        ("S2", "花の店 & 市場の応援"),
        ("G2", "花を見に来る人を増やす"),
        ("2-1", "花の名所づくり"),
        ("S3", "花の技術の活用"),
        ("S4", "花の港の整備"),
    ]
    first = items(hanasaki, "measure")[0]
    assert (
        first.summary
        == "U I J ターン希望者に向け、花農家での研修を支えます。\nまた、市内の農地を紹介します。"
    )
    assert (first.audience, first.outcomes) == (
        ("花農家を目指す人", "市内の農家、団体"),
        ("U I J ターンの促進",),
    )
    assert items(hanasaki, "measure")[3].flags == ("new_measure",)
    assert checks(hanasaki) == ["shifted_row", "lost_heading", "repeated_measure_number"]


def test_hanasaki_projects(hanasaki: Reading) -> None:
    read = [
        (item.item_id, item.title, item.departments, item.flags, item.sdgs)
        for item in items(hanasaki, "project")
    ]
    assert read == [
        ("S1-1", "花農家体験事業", ("農業振興課",), (), None),
        ("S1-2", "農地の紹介事業", ("農業委員会事務局",), (), None),
        ("S1-3", "花咲U I Jターン就業支援事業", ("企画課", "農業振興課"), ("content_changed",), None),
        ("S2-1", "花の店サポート事業", ("商業課",), ("kpi_changed",), None),
        ("S2-2", "市場との連携の展開", ("商業課", "港の振興局"), ("kpi_changed",), None),
        ("S2-3", "花の学校支援事業", ("企画課",), ("new_project",), None),
        ("S2-4", None, None, None, None),
        ("S3-1", "花の見頃案内事業", ("観光課", "企画課"), (), None),
        ("S3-2", "花まつり事業", ("観光課",), ("kpi_changed",), None),
        ("S3-3", "花の町内会事業", None, ("kpi_changed",), None),
        ("S4-1", "港の花の丘", ("港の振興局",), (), (8, 11)),
        ("S4-2", "花の相談窓口設置（花と緑の相談コーナー）", ("観光課",), ("ended",), None),
    ]
    summaries = {item.item_id: item.summary for item in items(hanasaki, "project")}
    assert summaries["S2-2"] == "市場と協定を結ぶ。\n花市を開く。"
    assert summaries["S3-3"] == "花のコンテスト2030年の大会に出す花壇を広める。"
    assert summaries["S4-1"] == "丘に花を植える。\n花の道をつくる。"
    assert (
        summaries["S4-2"]
        == "相談窓口を設ける。\n【相談内容】\n育て方、病気、肥料\n<主な事業>\n1 花の教室\n苗の植え方を学ぶ"
    )


def test_hanasaki_indicators(hanasaki: Reading) -> None:
    assert rows(hanasaki, "numerical_target") == [
        ("新規就農者数", ["46", "45", "230"]),
        ("花き産業の満足度【5段階評価】", ["2.9", None, "3.3"]),
        ("新規開店数", ["12", "43", "125"]),
        ("新規の名所（5年間累計）", ["16", "17", "20"]),
    ]
    assert rows(hanasaki) == [
        ("体験者数", ["9", "7", "40"]),
        ("紹介数", [None, "3", "30"]),
        ("求人掲載数", [None, "37", "100"]),
        ("補助件数", ["24", "0", "27"]),
        ("来場者数", ["1995000", "1480000", "2600000"]),
        ("入学者数", [None, None, "105"]),
        ("導入数", [None, "0", "1"]),
        ("アプリ利用率", [None, "5", "20"]),
        ("来場者数", ["35761", "12817", "15000"]),
        ("出店数", ["28", "26", "28"]),
        ("花壇数", ["3", "0", "0"]),
        ("貨物取扱量（花）", ["17550", "16034", "22144"]),
        ("国内の相談", [None, "100", "100"]),
        ("国外の相談", ["19", "0", "34"]),
    ]
    one = {indicator.indicator_id: indicator for indicator in content(hanasaki).indicators}
    assert Counter(indicator.accumulation for indicator in one.values()) == {None: 11, "cumulative": 7}
    assert (one["S3-3-1"].desired_change, one["S3-2-2"].desired_change, one["S3-2-1"].desired_change) == (
        "decrease",
        "maintain",
        None,
    )
    assert [value.calendar_year for value in one["S4-1-1"].values] == [True, False, True]
    assert [value.place for value in one["G1-N3"].values] == ["L68", "L68", "L69"]
    assert one["G1-N3"].changed is True
    assert one["S2-1-1"].changed is None
    assert one["S1-1-1"].changed is False
    assert one["S4-2-1"].note is None
    assert one["S4-2-2"].note == "※実績値（令和3年度）【国外の相談】：感染症の影響で休止した。"
    assert [value.quantity.note for value in one["S4-2-1"].values] == [None, "6人", "6人"]


def test_hanasaki_glossary(hanasaki: Reading) -> None:
    assert [(term.number, term.term, term.definition) for term in content(hanasaki).glossary] == [
        (1, "SDGs", "2030年までの国際目標。"),
        (2, "U I Jターン", "大都市から地方に移り住む動き。Uターン（出身地に戻る）など"),
        (3, "花の技術 (Flower Technology)", "花を育てる新しい技術の総称。"),
        (4, "花のコンテスト", "花壇の出来を競う催しのこと"),
    ]


def test_minato(minato: Reading) -> None:
    told = document(minato)
    assert told.title == "第２期　みなと町まち・ひと・しごと創生総合戦略（改訂版）"
    assert (told.municipality, told.period_start, told.period_end) == ("みなと町", "2025-04-01", "2030-03-31")
    assert (told.fiscal_year, told.as_of) == (2025, "2026-03-31")
    assert minato.unaccounted == ()
    assert left_out(minato)["みなと町総合戦略　12"] == "page_header"
    assert left_out(minato)["町長を本部長とする本部で進めます。"] == "administration"
    assert [(item.item_id, item.title) for item in content(minato).items] == [
        ("G1", "海の仕事をつくる"),
        ("1-1", "漁師を育てる"),
        ("S1", "漁師の学校"),
        ("S1-1", "漁師学校運営事業"),
        ("S1-2", "漁港見学事業"),
        ("G2", "海に人を呼ぶ"),
        ("2-1", "海を楽しむ"),
        ("S2", "海の祭り"),
        ("S2-1", "海の祭り事業"),
    ]
    measure = items(minato, "measure")[0]
    assert (measure.summary, measure.audience, measure.outcomes) == (
        "漁師の学校を開きます。",
        ("学生", "移住者"),
        ("就業者の増加",),
    )
    assert [(item.departments, item.flags, item.summary) for item in items(minato, "project")] == [
        (("水産課", "企画課"), (), "学校を運営する。"),
        (("水産課",), ("new_project",), "見学会を開く。"),
        (("観光課",), (), "祭りを開く。\n花火を上げる。"),
    ]


def test_minato_values(minato: Reading) -> None:
    read = [
        (one.name, one.unit, [(v.role, v.fiscal_year, v.quantity.printed) for v in one.values])
        for one in content(minato).indicators
    ]
    assert read == [
        ("漁業就業者数", "人", [("target", 2029, "1,200"), ("baseline", 2023, "1,150")]),
        ("水揚額", "円", [("target", 2029, "１５０"), ("baseline", 2023, "―")]),
        (
            "入学者数",
            "人",
            [
                ("baseline", 2023, "10人"),
                ("actual", 2024, "11人"),
                ("actual", 2025, "12人"),
                ("target", 2029, "20人以上"),
            ],
        ),
        (
            "就業率",
            "%",
            [
                ("baseline", 2023, "50.0％"),
                ("actual", 2024, "―"),
                ("actual", 2025, "55.5％"),
                ("target", 2029, "現状維持"),
            ],
        ),
        (
            "見学者数",
            "人",
            [
                ("baseline", 2023, "100人"),
                ("actual", 2024, "延べ309人"),
                ("actual", 2025, "約400人"),
                ("target", 2029, "500人"),
            ],
        ),
        ("観光客数", "人", [("target", 2029, "260"), ("baseline", 2023, "199.5")]),
        (
            "来場者数",
            "人",
            [
                ("baseline", 2023, "1,000人"),
                ("actual", 2024, "900人"),
                ("actual", 2025, "950人"),
                ("target", 2029, "1,000人"),
            ],
        ),
    ]
    assert content(minato).indicators[0].note == "※１　漁業センサスによる"
    assert content(minato).indicators[1].values[0].quantity.value == 15_000_000_000
    assert checks(minato) == ["unreadable_value"]
