"""Reads small fictional strategies for the tests and shows what was read in short tuples."""

from __future__ import annotations

from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text

FRONT = """第3章 花咲市総合戦略

推進期間

令和2年度から令和6年度まで

"""
GOAL = """花の力で若者を呼ぶ

現状と課題

若者が減っています。

基本目標と施策の基本的方向

若者を呼びます。

| 数値目標 | 基準値（平成30年度） | 実績値（令和3年度） | 目標値（令和6年度） |
|---|---|---|---|
| 転入者数 | 46人 | 45人 | 230人 |

"""
MEASURE = """1-1 若者の雇用

施策① 若者の就職

■施策概要

説明会を開きます。

■対象

- ・学生

■目標・成果

- ・就職

■事業名・事業の内容

"""
HEAD = "| 指標名 | 基準値（平成30年度） | 実績値（令和3年度） | 目標値（令和6年度） |\n|---|---|---|---|\n"
LABEL = "■重要業績評価指標（KPI）\n\n"
ROW = "| 参加者数 | 9人 | 7人 | 40人 |\n"
TABLE = f"\n{LABEL}{HEAD}{ROW}"
SECOND_MEASURE = f"""
施策② 次の施策

■施策概要

概要2。

■対象

- 市民

■目標・成果

- 成果2

■事業名・事業の内容

次の事業 【商工課】

- 説明2。
{TABLE}"""


def read(text: str) -> Reading:
    """The reading of a whole document."""
    return extract(decode_text(text.encode(), "fictional"))


def read_projects(body: str) -> Reading:
    """The reading of a strategy whose only measure has the projects `body`."""
    return read(FRONT + GOAL + MEASURE + body)


def items(reading: Reading, *kinds: str) -> list[PlanItem]:
    """The items of `kinds` in order."""
    wanted = {ItemKind(kind) for kind in kinds}
    return [item for item in reading.content.items if item.kind in wanted]


def headings(reading: Reading) -> list[tuple[str | None, tuple[str, ...] | None]]:
    """Title and departments of every project."""
    return [(item.title, item.departments) for item in items(reading, "project")]


def rows(reading: Reading, level: str = "kpi") -> list[tuple[str, list[str | None]]]:
    """Name and values (as printed decimals) of every indicator of `level`."""
    return [
        (one.name, [None if v.quantity.value is None else str(v.quantity.value) for v in one.values])
        for one in reading.content.indicators
        if one.level == level
    ]


def kpi(reading: Reading, number: int = 0) -> Indicator:
    """One of the KPIs."""
    return [one for one in reading.content.indicators if one.level == "kpi"][number]


def checks(reading: Reading) -> list[str]:
    """The names of the findings, in order."""
    return [finding.check for finding in reading.findings]


def unaccounted(reading: Reading) -> list[str]:
    """The lines nobody used."""
    return [reading.lines[number - 1] for number in reading.unaccounted]


def left_out(reading: Reading) -> dict[str, str]:
    """The reason of every line that was left out, by its text (blank lines apart)."""
    reasons: dict[str, str] = {}
    for use in reading.line_uses:
        if use.role == "left_out" and use.detail != "blank":
            first, _, last = use.place.replace("L", "").partition("-")
            for number in range(int(first), int(last or first) + 1):
                if reading.lines[number - 1].strip():
                    reasons[reading.lines[number - 1].strip()] = use.detail
    return reasons


def document(reading: Reading) -> SourceDocument:
    """The document's own facts."""
    return reading.content.document


def content(reading: Reading) -> DocumentContent:
    """Everything that was read."""
    return reading.content
