"""What may be doubtful about the cells of a row, in words for the person who checks it."""

from __future__ import annotations

from mitodoke.domain.finding import Severity
from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.row_text import Doubt

_COLUMN_LABELS = {
    Column.DATES: "実施年月日",
    Column.TITLE: "事業名",
    Column.DEPARTMENT: "担当部署",
    Column.RECURRENCE: "実施区分",
    Column.PURPOSE: "目的・内容",
    Column.ORGANISATIONS: "団体",
    Column.ORGANISER: "主催者",
    Column.PARTICIPANTS: "参加人数",
    Column.EFFECTS: "効果・反響",
}


def wrong_length(cells: int, columns: int) -> Doubt:
    """A row with more or fewer cells than its table's head."""
    short = cells < columns
    return Doubt(
        "row_too_short" if short else "row_too_long",
        Severity.WARNING,
        "row",
        str(cells),
        str(columns),
        f"この行の欄は{cells}個ですが、表の見出しは{columns}個です。"
        f"{'欄が失われている' if short else '欄の中に区切りが入っている'}可能性があるため、内容から欄を割り当てました。"
        "原本と照らして確認してください。",
    )


def no_department(title: str) -> Doubt:
    """A row in which no department was found."""
    return Doubt(
        "department_missing",
        Severity.WARNING,
        "departments",
        title[:80],
        "",
        "担当部署が読み取れません。事業名の後ろの括弧または担当部署の欄を確認してください。",
    )


def lost_cells(columns: list[Column]) -> Doubt:
    """A row in which nothing was found for some columns."""
    names = "、".join(_COLUMN_LABELS[column] for column in columns)
    return Doubt(
        "row_too_short",
        Severity.WARNING,
        "row",
        names,
        "",
        f"この行から次の欄が読み取れません：{names}。原本で空欄か、文字が失われていないか確認してください。",
    )
