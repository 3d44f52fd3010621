"""Writes fictional strategies in every form that the layout takes, together with what must be read from them."""

from __future__ import annotations

from sources.formats.strategy_model import (
    CIRCLED,
    NOTES,
    Direction,
    Goal,
    Measure,
    Strategy,
)
from sources.formats.strategy_projects import ProjectWriter


class Writer(ProjectWriter):
    """Writes one strategy; every choice comes from the seed."""

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
