"""Reads the head of a table of indicators: which column is the name, baseline, actual or target, of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.sources.formats.strategy.head_year import read_year

_LONGEST = 80
_NAME = re.compile(
    r"\A(?:指標(?:名|項目)?|項目名?|数値目標|目標指標|成果指標|評価指標|(?:主な)?重要業績評価指標|KPI|目標項目|内容|区分)"
    r"(?:\((?:KPI|指標名?|重要業績評価指標)\)|KPI|名|項目|の指標)*\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\A単位\Z")
_REMARK = re.compile(
    r"\A(?:備考|説明|出典|算出(?:方法|根拠)|注記?|摘要|指標の(?:説明|定義|算出方法)|目標設定の考え方)\Z"
)
_RATE = re.compile("達成率|進捗率|達成度|進捗度|伸び率|増減|評価|判定|ランク|推移|所管|担当|番号")
_BASELINE = re.compile("基準|当初|策定時|初期値|スタート値")
_STATE = re.compile("現状|現況")
_ACTUAL = re.compile("実績|直近|現在値|最新値|達成値|見込")
_TARGET = re.compile("目標")
_MARK = re.compile(r"※\s*(\d{0,2})")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its place in the row, its role, and the year that its head names.

    `cumulative` where the head itself says 累計; `mark` is the note mark on it (``※``, ``※2``) or empty.
    """

    index: int
    role: ValueRole
    year: int | None
    calendar_year: bool
    cumulative: bool
    mark: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns of a table: where the name stands, the values in order, and unit and remarks where present.

    `calls_targets` says that the head names what it lists 数値目標; `others` are columns of other contents with
    their printed heads.
    """

    name_index: int
    columns: tuple[Column, ...]
    unit_index: int | None
    remark_index: int | None
    calls_targets: bool
    others: tuple[tuple[int, str], ...]

    @property
    def width(self) -> int:
        """Cells that a full row has."""
        parts = [column.index for column in self.columns] + [index for index, _ in self.others]
        return 1 + max([self.name_index, self.unit_index or 0, self.remark_index or 0, *parts])


def read_mark(text: str) -> str:
    """The note mark in `text`, with its number where it has one, or empty."""
    found = _MARK.search(fold_width(text))
    return f"※{found[1]}" if found else ""


def _role(bare: str) -> str:
    if not bare or len(bare) > _LONGEST or _RATE.search(bare):
        return ""
    for name, pattern in (
        ("actual", _ACTUAL),
        ("baseline", _BASELINE),
        ("state", _STATE),
        ("target", _TARGET),
    ):
        if pattern.search(bare):
            return name
    return ""


def read_head(cells: tuple[str, ...]) -> TableHead | None:
    """The head that `cells` are, or None: it takes a name and one role, or two roles beside an empty name.

    The words decide, not the order. 現状値 is the baseline, but beside a 基準値 (and without 実績値) the actual.
    """
    if not any(
        "値" in cell or "標" in cell or "準" in cell or "績" in cell or "状" in cell for cell in cells
    ):
        return None
    folded = [without_space(fold_width(_MARK.sub("", cell[:_LONGEST]))) for cell in cells]
    bare = [re.sub(r"[(\[（【].*?[)\]）】]", "", cell) for cell in folded]
    name_index = next((i for i, cell in enumerate(folded) if _NAME.match(cell)), None)
    if name_index is None:
        name_index = next((i for i, cell in enumerate(bare) if _NAME.match(cell)), None)
    unit_index: int | None = None
    remark_index: int | None = None
    roles: dict[int, str] = {}
    others: list[tuple[int, str]] = []
    for index, cell in enumerate(bare):
        if not folded[index] or index == name_index:
            continue
        if _UNIT.match(cell):
            unit_index = index
        elif _REMARK.match(cell):
            remark_index = index
        elif role := _role(cell or folded[index]):
            roles[index] = role
        else:
            others.append((index, cells[index]))
    if len(roles) < (1 if name_index is not None else 2) or (name_index is None and folded[0]):
        return None
    if len(roles) < len(others):
        return None
    return _head(
        cells,
        name_index=name_index or 0,
        roles=roles,
        unit_index=unit_index,
        remark_index=remark_index,
        others=others,
    )


def _head(
    cells: tuple[str, ...],
    *,
    name_index: int,
    roles: dict[int, str],
    unit_index: int | None,
    remark_index: int | None,
    others: list[tuple[int, str]],
) -> TableHead:
    present = set(roles.values())
    state = ValueRole.ACTUAL if "baseline" in present and "actual" not in present else ValueRole.BASELINE
    kinds = {
        "baseline": ValueRole.BASELINE,
        "actual": ValueRole.ACTUAL,
        "target": ValueRole.TARGET,
        "state": state,
    }
    columns = []
    for index, role in roles.items():
        year, calendar = read_year(cells[index])
        mark = read_mark(cells[index])
        columns.append(Column(index, kinds[role], year, calendar, "累計" in cells[index], mark))
    calls_targets = "数値目標" in without_space(cells[name_index])
    return TableHead(name_index, tuple(columns), unit_index, remark_index, calls_targets, tuple(others))


def complete_head(head: TableHead, cells: tuple[str, ...]) -> TableHead | None:
    """`head` with the years of a second head row (``| | 平成30年度 | 令和3年度 |``), or None if `cells` are none.

    Every filled cell of such a row is a year, and no column of the head has a year yet. A year under an empty
    cell of the head belongs to the column left of it, whose word spans both.
    """
    if any(column.year is not None for column in head.columns):
        return None
    filled = {index: cell for index, cell in enumerate(cells) if cell}
    if not filled or any(
        read_year(cell)[0] is None or not re.search("年|[RHS]", fold_width(cell)) or len(cell) > 24
        for cell in filled.values()
    ):
        return None
    known = {column.index: column for column in head.columns}
    columns: list[Column] = []
    for index in range(head.name_index + 1, max(len(cells), head.width)):
        year, calendar = read_year(filled.get(index, ""))
        if index in known:
            columns.append(replace(known[index], year=year, calendar_year=calendar))
        elif index in filled:
            if not columns:
                return None
            columns.append(replace(columns[-1], index=index, year=year, calendar_year=calendar))
    return replace(head, columns=tuple(columns))
