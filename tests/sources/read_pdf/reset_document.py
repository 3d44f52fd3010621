"""Sets a text of any layout as PDF: its tables as ruled (or unruled) tables, its lines as lines, page by page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import pypdfium2
import typst

from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.settings import FontChoice

_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", flipped: data.landscape, margin: 18mm, numbering: "1", header: if data.head != "" { text(8pt, data.head) })
#set text(font: data.fonts.map(f => f.name), lang: "ja", size: data.size * 1pt, cjk-latin-spacing: none)
#set par(spacing: 1.2em, leading: 0.55em)
#let broken(value) = value.split("\\n").map(text).join(linebreak())
#for block in data.blocks {
  if block.kind == "gap" { v(0.6em) }
  else if block.kind == "line" { par(broken(block.text)) }
  else {
    table(
      columns: block.weights.map(w => w * 1fr),
      stroke: if data.ruled { 0.5pt } else { none },
      inset: if data.ruled { 4pt } else { (x: data.room.at(0) * 1pt, y: data.room.at(1) * 1pt) },
      align: start + top,
      table.header(repeat: true, ..block.rows.first().map(broken)),
      ..block.rows.slice(1).flatten().map(broken),
    )
  }
}
"""
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL | re.IGNORECASE)
_HASHES = re.compile(r"\A#{1,6}\s+")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Setting:
    """How a text is set: upright or landscape, with or without rules, turned clockwise, with a running head.

    `room` is what a table without rules leaves free beside and below its cells, in points.
    """

    landscape: bool = False
    ruled: bool = True
    turn: int = 0
    size: float = 9.0
    head: str = ""
    room: tuple[float, float] = (9, 6)


def blocks_of(lines: tuple[str, ...] | list[str]) -> list[dict[str, Any]]:
    """The lines as blocks: tables (of tabs or pipes), single lines, gaps."""
    blocks: list[dict[str, Any]] = []
    rows: list[list[str]] = []
    nested: set[tuple[str, ...]] = set()

    def end_table() -> None:
        if rows:
            columns = max(map(len, rows))
            filled = [row + [""] * (columns - len(row)) for row in rows]
            widest = [max(len(row[i]) for row in filled) for i in range(columns)]
            weights = [max(3.0, min(wide, 40) ** 0.7 + 2) for wide in widest]
            blocks.append({"kind": "table", "rows": filled, "weights": weights})
            rows.clear()

    for line in _ROW.sub(lambda row: row[0].replace("\n", " "), "\n".join(lines)).split("\n"):
        if "<tr" in line:
            end_table()
            for part in _nested(line):
                if isinstance(part, list):
                    rows.append(part)
                    nested.add(tuple(part))
                else:
                    end_table()
                    blocks += [{"kind": "gap"}, {"kind": "line", "text": part}, {"kind": "gap"}]
            end_table()
            continue
        cells = _cells(line)
        if cells is not None:
            filled = [cell for cell in cells if cell]
            if _RULE.match(line.strip()) or not filled or tuple(filled) in nested:
                continue
            if line.strip().startswith("|") and len(cells) > 1 and filled == cells[:1]:
                end_table()
                blocks += [{"kind": "gap"}, {"kind": "line", "text": cells[0]}, {"kind": "gap"}]
            else:
                rows.append(cells)
            continue
        end_table()
        nested.clear()
        if line.strip():
            text = _plain(line).strip(" ")
            if blocks and blocks[-1]["kind"] == "line":
                blocks[-1]["text"] += "\n" + text
            else:
                blocks.append({"kind": "line", "text": text})
        elif blocks and blocks[-1]["kind"] != "gap":
            blocks.append({"kind": "gap"})
    end_table()
    return blocks


def _nested(line: str) -> list[str | list[str]]:
    """A row with a table inside a cell: the paragraphs and rows of that cell, then what only its other cells say."""
    whole = [cell for cell in line.strip().strip("|").split("|") if cell.strip()]
    inner = next(cell for cell in whole if "<tr" in cell)
    parts: list[str | list[str]] = []
    for piece in re.split(r"(<tr.*?</tr>)", inner, flags=re.IGNORECASE | re.DOTALL):
        cells = re.split(r"</t[dh]>", piece)[:-1]
        if len(cells) > 1:
            parts.append([_plain(cell).strip() for cell in cells])
        else:
            paragraphs = re.split(r"</p>|</li>|<br\s*/?>", piece)
            parts += [text for one in paragraphs if (text := _plain(one).strip())]
    told = "".join(_plain(inner).split())
    parts += [
        text
        for cell in whole
        if cell is not inner and "".join((text := _plain(cell).strip()).split()) not in told
    ]
    return parts


def _cells(line: str) -> list[str] | None:
    stripped = line.strip()
    if stripped.startswith("|"):
        return [_plain(cell).strip() for cell in stripped.strip("|").split("|")]
    return [_plain(cell).strip() for cell in line.split("\t")] if "\t" in line else None


def _plain(text: str) -> str:
    return _HASHES.sub("", _TAG.sub("", _LINE_BREAK.sub("\n", text)).replace("**", ""))


def reset_as_pdf(lines: tuple[str, ...] | list[str], setting: Setting = Setting()) -> bytes:
    """`lines` as PDF by typst."""
    fonts = find_fonts(FontChoice.NOTO)
    data = {
        "blocks": blocks_of(lines),
        "fonts": msgspec.to_builtins(fonts.families),
        "landscape": setting.landscape,
        "ruled": setting.ruled,
        "size": setting.size,
        "head": setting.head,
        "room": setting.room,
    }
    pdf = typst.compile(
        _TEMPLATE.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
    )
    return turned(pdf, setting.turn) if setting.turn else pdf


def turned(pdf: bytes, degrees: int) -> bytes:
    """`pdf` with every page shown turned clockwise, as scanners and table pages lie."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.set_rotation(degrees)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in find_fonts(FontChoice.NOTO).folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
