"""Prints fictional registers in either layout, so that reading them back can be compared.

Cells are wrapped to the width of their column, cells of one line share a line with the next, and pages repeat their
heads, as cities' tables come out of their files.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from sources.formats.collaboration_facts import Facts, wide

NOT_FIRST = set("、。，．・：；？！）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
NOT_LAST = set("（「『【")


def width(text: str) -> int:
    """The printed width in half-width units."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def wrap(text: str, most: int) -> list[str]:
    """Lines of at most `most` units, broken as Japanese is: 、 does not begin a line, （ does not end one."""
    lines: list[str] = []
    line = ""
    for char in text:
        if width(line + char) <= most:
            line += char
            continue
        carry = ""
        if char in NOT_FIRST and line:
            line, carry = line[:-1], line[-1]
        while line and line[-1] in NOT_LAST:
            line, carry = line[:-1], line[-1] + carry
        lines.append(line)
        line = carry + char
    return [*lines, line]


@dataclass
class Style:
    """How a broken-cell document is laid out."""

    title: int = 36
    department: int = 12
    recurrence: int = 18
    purpose: int = 54
    organisations: int = 34
    effects: int = 54
    alignment: str = "top"
    padding: int = 12
    indent_paragraphs: bool = False
    rows_a_page: int = 9
    heading: str = "①　協働の形態：共催 "
    dash: str = "-"


HEAD = """№ 実施年月日 協働事業の名称 担当部署 実施区分 協働事業の目的、内容等 取組に関係した団体等

参加人数
（複数回の場
合は延べ人

数）

取組の効果、市民からの反響等
"""


def print_broken(rows: list[Facts], style: Style, *, year: int = 2024) -> str:
    """The rows with their cells broken over lines, as text comes out of a printed table."""
    out = [
        f"３　協働事業実施状況（令和{wide(year - 2018)}年度）　",
        f"{style.heading}（{len(rows)}件）",
        "",
        HEAD,
    ]
    pages = (len(rows) + style.rows_a_page - 1) // style.rows_a_page
    for index, row in enumerate(rows):
        if index and index % style.rows_a_page == 0:
            page = index // style.rows_a_page
            out += ["", f"{style.heading}{page}/{pages}", "", HEAD]
        out.append(_broken_row(row, style))
    return "\n".join([*out, f"{style.heading}{pages}/{pages}", "", ""])


def _broken_row(row: Facts, style: Style) -> str:
    dates = [line for _, _, printed in row.dates for line in printed.split("\n")]
    count = style.dash if row.participants is None else f"{row.participants:,}"
    effects = [
        line
        for text in row.effects
        for line in wrap(("　" if style.indent_paragraphs else "") + text, style.effects)
    ]
    purpose = [
        line
        for text in row.purpose
        for line in wrap(("　" if style.indent_paragraphs else "") + text, style.purpose)
    ]
    cells = [
        dates,
        wrap(row.title, style.title),
        wrap(row.department, style.department),
        wrap_recurrence(row.recurrence, style.recurrence),
        purpose,
        [line for text in row.organisations_text for line in wrap(text, style.organisations)],
    ]
    blocks = [[str(row.number)]]
    joins = False
    for cell in cells:
        if joins and _same_height(blocks[-1], cell, style):
            blocks[-1] = [*blocks[-1][:-1], f"{blocks[-1][-1]} {cell[0]}", *cell[1:]]
            joins = (style.alignment == "top" and len(cell) == 1) or style.alignment != "top"
        else:
            blocks.append(list(cell))
            joins = len(cell) == 1 or style.alignment == "middle"
    padded = count.rjust(style.padding)
    if row.participants is None:
        blocks += [[f" {count}"], effects]
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"
    last = cells[-1]
    if len(last) == 1:
        blocks[-1] = [
            *blocks[-1][:-1],
            f"{blocks[-1][-1]}{padded if style.padding > 6 else '  ' + count} {effects[0]}",
            *effects[1:],
        ]
    else:
        blocks.append([f"{padded if style.padding > 6 else count} {effects[0]}", *effects[1:]])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _same_height(block: list[str], cell: list[str], style: Style) -> bool:
    if style.alignment == "top":
        return True
    return len(block) == 1 and len(cell) <= 2


def wrap_recurrence(text: str, most: int) -> list[str]:
    """実施区分 with its bracket on a line of its own, wrapped where that is too long."""
    head, bracket, rest = text.partition("（")
    if head == "単年度" or not bracket:
        return wrap(text, most)
    return [head, *wrap(bracket + rest, most - 2)]


TAB_HEAD = "No.\t協働事業の名称 (担当課)\t実施区分\t協働事業の目的、内容等\t取組に関係した団体 等\t実施年月日、参加人数\t取組の効果、市民からの反響等"


def print_tabs(rows: list[Facts], rng: random.Random, *, year: int = 2020, rows_a_page: int = 3) -> str:
    """The rows tab-separated, headings and head repeated on every page; some rows broken for their columns."""
    heading = f"① 協働の形態：共催（{len(rows)}件）"
    out = ["", f"3 協働事業実施状況（令和{year - 2018}年度）", "", heading, "", TAB_HEAD]
    for index, row in enumerate(rows):
        if index and index % rows_a_page == 0:
            out += ["", heading, "", TAB_HEAD]
        out.append(_tab_row(row, wrapped=rng.random() < 0.3))
    return "\n".join([*out, ""])


def _tab_row(row: Facts, *, wrapped: bool) -> str:
    def cell(text: str, most: int) -> str:
        return " ".join(wrap(text, most)) if wrapped else text

    dates = " ".join(
        _spaced(printed) + (f"（{count}人）" if count is not None else "")
        for (_, _, printed), count in zip(row.dates, row.counts, strict=True)
    )
    cells = [
        str(row.number),
        f"{cell(row.title.replace(' ', '　'), 14)} ({cell(row.department, 14)})",
        cell(row.recurrence, 20),
        " ".join(cell(text, 30) for text in row.purpose),
        " ".join(cell(text, 22) for text in row.organisations_text),
        dates,
        " ".join(cell(text, 30) for text in row.effects),
    ]
    return "\t".join(cells)


def _spaced(printed: str) -> str:
    return printed.replace("\n", " ").replace("令和", "令和 ")
