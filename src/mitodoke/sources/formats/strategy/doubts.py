"""The doubtful places that reading a strategy can meet, each with its sentence for people."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.finding import Severity


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that still lacks the id of its subject."""

    check: str
    severity: Severity
    field: str
    line: int
    printed: str
    expected: str
    message: str


def shifted_row(name: str, line: int, cells: tuple[str, ...]) -> Doubt:
    """A row whose values slipped, or which goes on in the next row."""
    message = f"「{name}」の行は列がずれているか、次の行に続いています。空いている列に順に当てはめて読みました。原文と見比べてください。"
    return Doubt("shifted_row", Severity.NOTE, "values", line, " | ".join(cells), "", message)


def missing_cell(name: str, role: str, role_label: str, line: int) -> Doubt:
    """A row that has fewer cells than its head, or whose last value was never found."""
    message = f"「{name}」の{role_label}のセルがありません。列がずれていないか原文で確かめてください。"
    return Doubt("shifted_row", Severity.WARNING, role, line, "", "", message)


def spare_cell(name: str, line: int, cells: list[str]) -> Doubt:
    """A row with a value beyond the columns of its head."""
    printed = "、".join(cells)
    message = (
        f"「{name}」の行に、見出しのない列の記載（{printed}）があります。どの列の値か原文で確かめてください。"
    )
    return Doubt("spare_cell", Severity.WARNING, "values", line, printed, "", message)


def repeated_table_differs(name: str, line: int, cells: list[str], before: list[str]) -> Doubt:
    """A table that stands twice in the text, with other values the second time."""
    message = f"「{name}」の値が、同じ表の繰り返しの中で違っています。後の行の値を採りました。原文を確かめてください。"
    return Doubt(
        "repeated_table_differs",
        Severity.WARNING,
        "values",
        line,
        "、".join(cells),
        "、".join(before),
        message,
    )


def table_without_header(line: int, cells: tuple[str, ...]) -> Doubt:
    """A table without a head, read by the columns of the table before."""
    message = "指標の表に見出しの行がありません。直前の表と同じ列の並びとして読みました。列と年度を原文で確かめてください。"
    return Doubt("table_without_header", Severity.WARNING, "values", line, " | ".join(cells), "", message)


def unreadable_value(name: str, role: str, role_label: str, line: int, printed: str) -> Doubt:
    """A value that is no number: a note where it is words only, a warning where it has digits."""
    digits = any(character.isdigit() for character in printed)
    message = f"「{name}」の{role_label}「{printed}」は数値として読めません。数値なしとして扱います。原文を確かめてください。"
    severity = Severity.WARNING if digits else Severity.NOTE
    return Doubt("unreadable_value", severity, role, line, printed, "", message)


def unmatched_footnote(line: int, text: str) -> Doubt:
    """A note whose mark stands nowhere."""
    message = (
        "注（※）に対応する印が指標名・列見出し・値に見当たりません。どの記載への注か原文で確かめてください。"
    )
    return Doubt("unmatched_footnote", Severity.NOTE, "note", line, text, "", message)


def duplicate_code(line: int, code: str) -> Doubt:
    """A direction's code that an earlier one has."""
    message = f"番号「{code}」が、前にも使われています。番号の誤りでないか原文で確かめてください。"
    return Doubt("duplicate_code", Severity.WARNING, "code", line, code, "", message)


def lost_heading(line: int, kind_label: str) -> Doubt:
    """An item whose heading is lost."""
    message = f"{kind_label}の見出しが文書から失われています。名称・担当部署・変更の印は不明として扱います。"
    return Doubt("lost_heading", Severity.NOTE, "title", line, "", "", message)


def measure_number(line: int, printed: int, true: int, *, repeated: bool) -> Doubt:
    """A measure's number that an earlier one has, or that is out of sequence."""
    how = "前の施策と同じです" if repeated else "並び順と合いません"
    message = (
        f"施策の番号「{printed}」が{how}。並び順から{true}番として扱います。原文の番号を確かめてください。"
    )
    return Doubt("repeated_measure_number", Severity.WARNING, "code", line, str(printed), str(true), message)


def repeated_footnote_number(line: int, number: int, term: str) -> Doubt:
    """A footnote's number that an earlier one has."""
    message = (
        f"注の番号「※{number}」（{term}）が、前の用語にも使われています。番号の誤りでないか確かめてください。"
    )
    return Doubt("repeated_footnote_number", Severity.WARNING, "number", line, f"※{number}", "", message)


def lost_definition(line: int, number: int, term: str) -> Doubt:
    """A footnote that has a term but no definition."""
    message = f"用語「{term}」（※{number}）の説明が文書から失われています。説明は空欄として扱います。"
    return Doubt("lost_definition", Severity.NOTE, "definition", line, f"※{number} {term}", "", message)
