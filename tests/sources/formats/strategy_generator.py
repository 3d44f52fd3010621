"""Writes fictional strategies in every form that the layout takes, together with what must be read from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

TOPICS = (
    "若者",
    "移住",
    "観光",
    "創業",
    "子育て",
    "防災",
    "港",
    "農業",
    "スポーツ",
    "文化財",
    "U I Jターン",
    "空き家",
    "森林",
)
ACTIONS = (
    "支援事業",
    "の充実",
    "推進事業",
    "促進補助金",
    "まつりの開催",
    "ネットワークの形成",
    "体験プログラム",
    "アプリの導入",
)
SPECIAL_TITLES = (
    "新規事業創出サポート",
    "外国人相談窓口（多言語相談コーナー）設置",
    "花いっぱい体験～まちなか編～",
    "「花の日」制定記念事業",
    "第2子以降の保育料無償化",
    "3世代同居・近居の応援",
    "ICTを活用した見守り",
    "花と緑のまち2030",
)
DEPARTMENTS = (
    "企画課",
    "協働・男女共同参画室",
    "工業・雇用課",
    "健康こども部健康支援課",
    "消防本部総務課",
    "東京事務所",
    "図書館",
    "農業委員会事務局",
    "こども家庭センター",
    "みなと振興局",
    "美術博物館",
)
NAMES = (
    "参加者数",
    "相談件数（年間）",
    "満足度【5段階評価】",
    "延べ利用者数",
    "3歳児健診受診率",
    "「住みやすい」と答えた人の割合",
    "貨物取扱量（外貿）",
    "合計特殊出生率",
    "1人1日当たりごみ排出量",
    "花の苗・種の配布数",
    "登録者数（LINE）",
    "実施回数",
)
UNITS = ("人", "万人", "件", "%", "回", "社", "か所", "施設", "千円", "千t", "時間", "人泊", "組", "")
SENTENCES = (
    "市内の企業と協力して機会を広げ、人材の確保を図る。",
    "令和4年度から3か所で実施し、1,200人の参加を目指す。",
    "経費の一部を助成することにより、負担の軽減を図る。",
    "施策の効果を高めるため、KPIの達成状況を確かめながら進める。",
    "①相談、②訪問、③交流会のいずれかを行う（対象：市民）。",
)
NOTES = ("感染症の影響で事業が中止となった。", "年度末時点の数", "アンケートで「満足」と答えた割合")
FLAGS = (
    ("新規事業", "new_project"),
    ("事業内容変更", "content_changed"),
    ("取組終了", "ended"),
    ("KPI変更", "kpi_changed"),
)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass
class Value:
    role: str
    year: int
    calendar: bool
    printed: str
    value: Decimal | None
    cumulative: bool


@dataclass
class Kpi:
    name: str
    unit: str | None
    values: list[Value]
    note: str | None = None
    mark: bool = False
    changed: bool = False


@dataclass
class Project:
    title: str | None
    departments: list[str] | None
    flags: list[str] | None
    sdgs: list[int] | None
    description: list[str]
    kpis: list[Kpi]
    flag_words: list[str] = field(default_factory=list)
    note_lines: list[str] = field(default_factory=list)
    marked_role: str | None = None


@dataclass
class Measure:
    code: str
    title: str
    new: bool
    summary: list[str]
    audience: list[str]
    outcomes: list[str]
    projects: list[Project]


@dataclass
class Direction:
    code: str
    title: str
    measures: list[Measure]


@dataclass
class Goal:
    title: str
    situation: list[str]
    text: list[str]
    targets: list[Kpi]
    directions: list[Direction]


@dataclass
class Strategy:
    text: str
    goals: list[Goal]
    glossary: list[tuple[int, str, str]]


class Writer:
    """Writes one strategy; every choice comes from the seed."""

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

    # --- small parts

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

    # --- content

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

    # --- output

    def out(self, *lines: str) -> None:
        self.lines.extend(lines)

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

    def pipe(self, cells: list[str], width: int = 0) -> str:
        return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"

    def rule(self, width: int) -> str:
        return "|" + "---|" * width

    def heading_text(self, project: Project) -> str:
        assert project.title is not None
        text = project.title
        if project.departments:
            text += f" 【{'／'.join(project.departments)}】"
        return " ".join([text, *project.flag_words])

    def blanks(self, high: int = 2) -> None:
        self.out(*[""] * self.random.randint(1, high))

    def plain_project(self, project: Project) -> None:
        form = self.random.choice(("one line", "flags below", "departments below", "bold", "no departments"))
        departments = f"【{'／'.join(project.departments or [])}】"
        assert project.title is not None
        if form == "one line":
            self.out(self.heading_text(project))
        elif form == "flags below":
            self.out(f"{project.title} {departments}")
            if project.flag_words:
                self.blanks()
                self.out(
                    "　".join(project.flag_words).replace(
                        "KPI変更", self.random.choice(("KPI変更", "K P I 変更"))
                    )
                )
        elif form == "departments below":
            self.out(project.title)
            self.blanks(3) if self.random.random() < 0.7 else None
            self.out(" ".join([departments, *project.flag_words]))
        elif form == "bold":
            self.out(
                " ".join(
                    [f"{project.title} **{departments}**", *(f"**{word}**" for word in project.flag_words)]
                )
            )
        else:
            project.departments = None
            self.out(" ".join([project.title, *project.flag_words]))
        if form in ("one line", "bold") and len(project.departments or ()) > 1 and self.random.random() < 0.3:
            first, _, second = self.lines.pop().partition("／")
            self.out(first + "／", second)
        self.blanks(4)
        bullet = self.random.choice(("- ", "- ➢ ", "・", "- ▶ ")) if form != "no departments" else "- "
        self.out(*(bullet + text for text in map(self.with_reference, project.description)))
        if self.random.random() < 0.15:
            self.out(
                "",
                "<主な取組の例>",
                "",
                "- 1 港の岸壁の改良",
                "荷役の効率を高める",
                "",
                "【相談の内容】",
                "",
                "- ・在留、税金",
            )
            project.description += [
                "<主な取組の例>",
                "1 港の岸壁の改良",
                "荷役の効率を高める",
                "【相談の内容】",
                "在留、税金",
            ]
        self.table(project)

    def lost_project(self, project: Project) -> None:
        project.title = project.departments = project.flags = None
        project.flag_words = []
        self.out("", "")
        self.out(*("- " + text for text in project.description))
        self.table(project)

    def table(self, project: Project) -> None:
        self.blanks()
        self.out(self.label.format(self.kpi_label) if self.label != "【{}】" else f"■{self.kpi_label}", "")
        head, rows = self.head(project), self.rows(project.kpis)
        if self.table_form == "html":
            cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in (head, *rows)]
            self.out("<table>", *(f"<tr>{row}</tr>" for row in cells), "</table>", "")
        elif self.table_form == "tabs":
            self.out(*("\t".join(row) for row in (head, *rows)), "")
        elif self.table_form == "spaces":
            self.out(*("  ".join(row) for row in (head, *rows)), "")
        else:
            self.out(self.pipe(head))
            if self.random.random() < 0.8:
                self.out(self.rule(len(head)))
            for kpi, row in zip(project.kpis, rows, strict=True):
                self.row(project, kpi, row)
            self.out("")
        for note in project.note_lines:
            self.out(note, "")

    def row(self, project: Project, kpi: Kpi, row: list[str]) -> None:
        """A row; sometimes a flag stands in the place of the first value and the last one slips to the next row."""
        if project.flags == [] and not self.unit_column and self.random.random() < 0.08:
            kpi.changed = True
            self.out(self.pipe([row[0], "KPI変更", *row[1:-1]]), self.pipe([*[""] * (len(row) - 1), row[-1]]))
        else:
            self.out(self.pipe(row))

    def row_projects(self, projects: list[Project], *, nested: bool) -> None:
        width = len(self.head(None)) + self.random.randint(0, 8)
        if self.random.random() < 0.5:
            self.out(self.pipe([], width), self.rule(width))
            rule = ""
        else:
            rule = self.rule(width)
        for project in projects:
            if self.random.random() < 0.3 and width >= len(self.head(None)):
                project.sdgs = sorted(self.random.sample(range(1, 18), self.random.randint(1, 2)))
            self.heading_rows(project, width)
            if rule:
                self.out(rule)
                rule = ""
            (self.nested_card if nested else self.card)(project, width)
        self.out("")

    def heading_rows(self, project: Project, width: int) -> None:
        sdgs = ["", *map(str, project.sdgs)] if project.sdgs else []
        flags_in_cell = bool(project.flag_words) and not sdgs and self.random.random() < 0.3
        if self.random.random() < 0.3:
            flags = project.flag_words
            self.out(self.pipe([" ".join([project.title or "", *flags]), *sdgs], width))
            self.out(self.pipe([f"【{'／'.join(project.departments or [])}】"], width))
        elif flags_in_cell:
            self.out(
                self.pipe(
                    [f"{project.title} 【{'／'.join(project.departments or [])}】", "", *project.flag_words],
                    width,
                )
            )
        else:
            self.out(self.pipe([self.heading_text(project), *sdgs], width))

    def card(self, project: Project, width: int) -> None:
        form = self.random.choice(("p", "ul", "plain"))
        texts = [f"➢ {self.with_reference(text)}" for text in project.description]
        if form == "p":
            self.out(self.pipe([" ".join(f"<p>{text}</p>" for text in texts)], width))
            self.out(self.pipe([f"<p>■{self.kpi_label}</p>"], width))
        elif form == "ul":
            self.out(self.pipe(['<ul style="list-style-type: none"> ' + " ".join(texts)], width))
            self.out(self.pipe([f"■{self.kpi_label}"], width))
        else:
            self.out(*(self.pipe([text], width) for text in texts))
            self.out(self.pipe([f"■{self.kpi_label}"], width))
        self.out(self.pipe(self.head(project), width))
        self.out(*(self.pipe(row, width) for row in self.rows(project.kpis)))
        self.out(*(self.pipe([note], width) for note in project.note_lines))

    def nested_card(self, project: Project, width: int) -> None:
        head, rows = self.head(project), self.rows(project.kpis)
        table = (
            '<table border="1"> <thead> <tr>'
            + "".join(f"<th>{cell}</th>" for cell in head)
            + "</tr> </thead> <tbody>"
        )
        for row in rows:
            table += " <tr>" + "".join(f" <td>{cell}</td>" for cell in row) + " </tr>"
        table += " </tbody> </table>"
        cell = "".join(f"<p>➤ {self.with_reference(text)}</p> " for text in project.description)
        cell += f"<p>{self.random.choice(('■', ''))}{self.kpi_label}</p> {table}"
        cell += "".join(f" <p>{note}</p>" for note in project.note_lines)
        side = [*head, *(value for row in rows for value in row)]
        self.out(self.pipe([cell, "", "", "", *(side if self.random.random() < 0.8 else [])], width))
        if self.random.random() < 0.85:
            self.out(self.pipe(head, width), *(self.pipe(row, width) for row in rows))

    def footnotes(self) -> None:
        for number, term, definition in self.pending_terms:
            printed = self.random.choice((term, f"*{term}*"))
            if self.random.random() < 0.3:
                self.out(f"※{number} {printed}", f" {definition}", "")
            else:
                self.out(f"※{number} {printed}", "", definition, "")
        self.pending_terms = []
        if self.page_numbers and self.random.random() < 0.5:
            self.page += 1
            self.out(self.random.choice((f"- {self.page} -", str(self.page))), "")
            if self.random.random() < 0.5:
                self.out("第3章 花咲市総合戦略", "")

    def measure(self) -> Measure:
        self.measure_count += 1
        measure = Measure(
            f"S{self.measure_count}",
            self.title(),
            self.random.random() < 0.1,
            self.texts(1, 3),
            ["市民", "市内の企業、団体"],
            ["定住の促進"],
            [],
        )
        shown = self.measure_count
        if self.misprints and shown > 2 and self.random.random() < 0.2:
            shown = self.random.randint(1, shown - 1)
        printed = self.measure_style.format(c=CIRCLED[shown - 1], n=self.digits(str(shown)))
        if self.measure_break:
            self.out(printed, "", measure.title, "")
            if measure.new:
                self.out("新規施策", "")
        else:
            self.out(f"{printed} {measure.title}" + (" 新規施策" if measure.new else ""), "")
        self.out(self.label.format("施策概要"), "")
        for text in measure.summary:
            self.out(self.with_reference(text), "")
        mark = self.random.choice(("- ・", "- ", "・"))
        self.out(self.label.format("対象"), "", *(mark + item for item in measure.audience), "")
        self.out(self.label.format("目標・成果"), "", *(mark + item for item in measure.outcomes), "")
        self.out(self.label.format("事業名・事業の内容"), "")
        for _ in range(self.random.randint(1, 3)):
            projects = [self.project() for _ in range(self.random.choice((1, 1, 2, 3)))]
            form = self.random.choice(("plain", "plain", "rows", "nested", "lost"))
            if form in ("rows", "nested"):
                self.row_projects(projects, nested=form == "nested")
            else:
                for project in projects:
                    (self.plain_project if form == "plain" else self.lost_project)(project)
            measure.projects.extend(projects)
        self.footnotes()
        return measure

    def goal(self, number: int) -> Goal:
        goal = Goal(self.title(), self.texts(1, 2), self.texts(1, 2), self.kpis(1, 3), [])
        shown = self.goal_style.format(n=self.digits(str(number)))
        self.out(f"{shown}{goal.title}", "")
        self.out("現状と課題", "", *(line for text in goal.situation for line in (text, "")), " ")
        self.out("基本目標と施策の基本的方向", "", *(line for text in goal.text for line in (text, "")))
        note = None
        if self.random.random() < 0.4:
            note = f"※{NOTES[2]}"
            goal.targets[0].note, goal.targets[0].mark = note, True
        head = self.head(None, "数値目標")
        self.out(self.pipe(head), self.rule(len(head)))
        self.out(*(self.pipe(row) for row in self.rows(goal.targets)), "")
        if note:
            self.out(note, "")
        for index in range(1, self.random.randint(2, 4)):
            code = f"{number}-{index}"
            printed = self.digits(self.direction_style.format(g=number, n=index))
            direction = Direction(code, self.title(), [])
            self.out("", f"{printed} {direction.title}", "")
            direction.measures = [self.measure() for _ in range(self.random.choice((1, 1, 2)))]
            goal.directions.append(direction)
        return goal

    def strategy(self) -> Strategy:
        first, last = self.year(self.base_year + 1)[1:-1], self.year(self.end_year)[1:-1]
        self.out("", "第3章 花咲市総合戦略", "", "1. 基本的な考え方", "", "背景と趣旨", "")
        self.out("人口の減少に備え、4つの基本目標のもと、20の「施策」を進めます。", "")
        self.out("推進期間", "", f"{first}から{last}まで", "", "2. 施策の体系", "")
        self.out("施策の一覧を次に示します。", "")
        goals = [self.goal(number) for number in range(1, self.random.randint(2, 4))]
        if self.random.random() < 0.5:
            heading = self.random.choice(("第4章 推進の体制", "3. 推進体制"))
            self.out(
                "",
                heading,
                "",
                "市長を長とする本部で進みを確かめます。",
                "",
                "| 役 | 人 |",
                "|---|---|",
                "| 長 | 市長 |",
            )
        return Strategy("\n".join(self.lines) + "\n", goals, self.glossary)


def write_strategy(seed: int) -> Strategy:
    """The strategy of `seed`."""
    return Writer(seed).strategy()
