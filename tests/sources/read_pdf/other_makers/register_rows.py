"""The fictional register that the files of this folder print."""

from __future__ import annotations

TITLES = ("協働事業実施状況（令和3年度）", "花咲市 協働推進課", "協働の形態：共催（24件）")
HEAD = (
    "No.",
    "事業の名称",
    "担当課",
    "実施区分",
    "目的、内容等",
    "関係した団体等",
    "実施年月日、参加人数",
    "取組の効果",
)
ROWS = [
    (
        str(number), f"花咲{number}丁目の花壇づくり", "緑課", "例年実施", "通りに花を植え、世代をこえた交流をひろげる。",
        f"花咲{number}丁目町内会", f"令和3年{number % 12 + 1}月{number}日（{10 + number}人）", "歩く人がふえ、あいさつが生まれた。",
    )
    for number in range(1, 25)
]  # fmt: skip
