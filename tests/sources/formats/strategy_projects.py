"""Writes the projects of a generated strategy in each form of the layout."""

from __future__ import annotations

from sources.formats.strategy_model import (
    Kpi,
    Project,
)
from sources.formats.strategy_style import Style


class ProjectWriter(Style):
    """Writes projects: on lines, as rows of a table, nested as HTML, or without their heading."""

    def out(self, *lines: str) -> None:
        self.lines.extend(lines)

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
