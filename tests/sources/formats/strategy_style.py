"""How a generated strategy is printed: its choices of wording, digits, columns and marks."""

from __future__ import annotations

import random
from decimal import Decimal

from sources.formats.strategy_model import (
    ACTIONS,
    DEPARTMENTS,
    FLAGS,
    NAMES,
    NOTES,
    SENTENCES,
    SPECIAL_TITLES,
    TOPICS,
    UNITS,
    WIDE,
    Kpi,
    Project,
    Value,
)


class Style:
    """The choices of one document and its small parts: years, numbers, titles, heads and rows of tables."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.lines: list[str] = []
        self.glossary: list[tuple[int, str, str]] = []
        self.pending_terms: list[tuple[int, str, str]] = []
        self.used_titles: set[str] = set()
        self.measure_count = 0
        self.wide = pick((False, False, True))
        self.brackets = pick(("（）", "（）", "()"))
        self.gap = pick(("", "", " "))
        self.dash = pick(("－", "—", "-", "ー", "―"))
        self.measure_style = pick(("施策{c}", "施策{c}", "施策{n}", "施策（{n}）", "【施策{n}】"))
        self.measure_break = pick((True, False, False))
        self.direction_style = pick(("{g}-{n}", "{g}-{n}", "{g}－{n}", "（{g}-{n}）", "{g}‐{n}"))
        self.goal_style = pick(("", "", "基本目標{n}　", "【基本目標{n}】"))
        self.label = pick(("■{}", "■{}", "{}", "◆{}", "【{}】"))
        self.kpi_label = pick(
            ("重要業績評価指標（KPI）", "重要業績評価指標（K P I）", "重要業績評価指標 (ＫＰＩ)")
        )
        self.name_head = pick(("指標名", "指標名", "指標", "KPI", "重要業績評価指標"))
        self.base_head = pick(("基準値", "基準値", "現状値", "基準"))
        self.actual_head = pick(("実績値", "実績値", "実績"))
        self.target_head = pick(("目標値", "目標値", "目標"))
        self.base_year, self.end_year = pick(((2018, 2024), (2014, 2019), (2023, 2029)))
        self.actual_years = pick(
            ([self.base_year + 2], [self.base_year + 2], [self.base_year + 1, self.base_year + 2], [])
        )
        self.page_numbers = pick((False, True))
        self.order = pick((None, None, None, "target first", "reversed"))
        self.unit_column = pick((False, False, False, True))
        self.head_break = pick(("", "", "<br>", " "))
        self.table_form = pick(("pipes", "pipes", "pipes", "html", "tabs", "spaces"))
        if self.table_form == "spaces":
            self.gap, self.unit_column, self.head_break = "", False, ""
        if self.table_form == "tabs":
            self.head_break = ""
        self.misprints = pick((False, False, True))
        self.page = 38

    def digits(self, text: str) -> str:
        return text.translate(WIDE) if self.wide else text

    def bracketed(self, text: str) -> str:
        return f"{self.brackets[0]}{text}{self.brackets[1]}"

    def year(self, year: int, *, calendar: bool = False) -> str:
        era = (
            f"平成{self.gap}{year - 1988}"
            if year < 2019
            else f"令和{self.gap}{'元' if year == 2019 else year - 2018}"
        )
        return self.bracketed(self.digits(f"{era}{self.gap}年{'' if calendar else '度'}"))

    def title(self, extra: tuple[str, ...] = ()) -> str:
        for _ in range(200):
            title = self.random.choice(TOPICS) + self.random.choice(TOPICS) + self.random.choice(ACTIONS)
            if extra and self.random.random() < 0.3:
                title = self.random.choice(extra)
            if title not in self.used_titles:
                self.used_titles.add(title)
                return title
        raise AssertionError("no title is left")

    def texts(self, low: int, high: int) -> list[str]:
        return [self.random.choice(SENTENCES) for _ in range(self.random.randint(low, high))]

    def with_reference(self, text: str) -> str:
        """Sometimes a footnote's reference inside `text`; its definition follows at the next end of a page."""
        if self.random.random() > 0.15 or "、" not in text:
            return text
        number = len(self.glossary) + 1
        term = f"用語{'甲乙丙丁'[number % 4]}{number}"
        entry = (number, term, f"{term}とは、花咲市で使う言葉のこと。")
        self.glossary.append(entry)
        self.pending_terms.append(entry)
        mark = self.random.choice((f"※{number}", f"^{{※{number}}}", f"※{number} "))
        return text.replace("、", f"{mark}、", 1)

    def number(self, unit: str, *, cumulative: bool) -> tuple[str, Decimal]:
        if unit == "%":
            value = Decimal(self.random.randint(0, 1000)).scaleb(-1)
        elif unit == "":
            value = Decimal(self.random.randint(1, 50)).scaleb(-1)
        else:
            value = Decimal(self.random.choice((0, 1, 9, 45, 120, 1500, 16034, 8969733)))
        text = f"{value:,}"
        space = " " if self.gap else ""
        word = "累計" if cumulative else ""
        printed = f"{word}{space if word else ''}{self.digits(text)}{space}{unit}".strip()
        return printed, value * 10_000 if unit == "万人" else value

    def kpi(self, name: str, *, total_allowed: bool = True) -> Kpi:
        unit = self.random.choice(UNITS)
        total = total_allowed and unit in ("人", "件", "回") and self.random.random() < 0.4
        values: list[Value] = []
        columns = [
            ("baseline", self.base_year),
            *(("actual", y) for y in self.actual_years),
            ("target", self.end_year),
        ]
        for role, year in columns:
            if role != "target" and self.random.random() < 0.2:
                values.append(Value(role, year, False, self.dash, None, False))
                continue
            cumulative = total and role != "baseline"
            printed, value = self.number(unit, cumulative=cumulative)
            values.append(Value(role, year, False, printed, value, cumulative))
        if self.unit_column and unit != "万人":
            for value in values:
                if value.value is not None:
                    value.printed = value.printed.removesuffix(unit).strip()
        return Kpi(name, unit.removeprefix("万") or None, values)

    def kpis(self, low: int, high: int) -> list[Kpi]:
        names = self.random.sample(NAMES, self.random.randint(low, high))
        return [self.kpi(name) for name in names]

    def project(self) -> Project:
        flags = self.random.sample(FLAGS, self.random.choice((0, 0, 0, 1, 1, 2)))
        project = Project(
            self.title(SPECIAL_TITLES),
            self.random.sample(DEPARTMENTS, self.random.choice((1, 1, 1, 2, 3))),
            [flag for _, flag in flags],
            None,
            self.texts(1, 2),
            self.kpis(1, 3),
            [word for word, _ in flags],
        )
        kind = self.random.random()
        if kind < 0.15:
            kpi = project.kpis[0]
            kpi.note, kpi.mark = f"※{self.random.choice(NOTES)}", True
            project.note_lines = [kpi.note]
        elif kind < 0.3 and self.actual_years:
            note = f"※実績値{self.year(self.actual_years[-1])}：{NOTES[0]}"
            project.marked_role, project.note_lines = "actual", [note]
            for kpi in project.kpis:
                kpi.note = note
        elif kind < 0.4:
            kpi = project.kpis[-1]
            kpi.note, kpi.mark = f"※{kpi.name}：{NOTES[1]}", True
            project.note_lines = [kpi.note]
        return project

    def ordered(self, cells: list[str]) -> list[str]:
        """Name, values and unit in this document's order of columns."""
        name, values, rest = (
            cells[0],
            cells[1:-1] if self.unit_column else cells[1:],
            cells[-1:] if self.unit_column else [],
        )
        if self.order == "target first":
            values = [values[-1], *values[:-1]]
        elif self.order == "reversed":
            values = values[::-1]
        return [name, *rest, *values]

    def head(self, project: Project | None, name_head: str | None = None, breaks: bool = True) -> list[str]:
        mark = "※" if project is not None and project.marked_role == "actual" else ""
        gap = self.head_break if breaks else ""
        cells = [name_head or self.name_head, f"{self.base_head}{gap}{self.year(self.base_year)}"]
        cells += [
            f"{self.actual_head}{gap}{self.year(year)}{mark if year == self.actual_years[-1] else ''}"
            for year in self.actual_years
        ]
        cells.append(f"{self.target_head}{gap}{self.year(self.end_year)}")
        return self.ordered([*cells, "単位"] if self.unit_column else cells)

    def rows(self, kpis: list[Kpi]) -> list[list[str]]:
        rows = []
        for kpi in kpis:
            cells = [kpi.name + ("※" if kpi.mark else ""), *(value.printed for value in kpi.values)]
            if self.unit_column:
                cells.append("" if any("万" in value.printed for value in kpi.values) else kpi.unit or "")
            rows.append(self.ordered(cells))
        return rows
