"""Reading PDF: a report of sixty pages of ruled tables, into lines with places and into records."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

from benchmarks.measure import MITODOKE, Measured, command_ms, median_ms
from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.settings import FontChoice
from mitodoke.sources.read_pdf import read_pdf

PAGES = 60
ROWS_OF_PAGE = 9
_HEAD = (
    "No.",
    "事業の名称",
    "担当課",
    "実施区分",
    "目的、内容等",
    "関係した団体等",
    "実施年月日、参加人数",
    "取組の効果",
)
_TEMPLATE = """
#set page(paper: "a4", flipped: true, margin: 15mm, numbering: "1")
#set text(font: "Noto Sans CJK JP", lang: "ja", size: 8pt, cjk-latin-spacing: none)
協働事業実施状況（令和6年度）

① 協働の形態：共催（{count}件）
#table(columns: (1fr, 4fr, 3fr, 3fr, 8fr, 5fr, 5fr, 8fr), inset: 3pt, stroke: 0.5pt,
  table.header({head}), {rows})
"""


def ruled_report(pages: int = PAGES) -> bytes:
    """A register of about `pages` landscape pages in one ruled table, its head repeated on each."""
    count = pages * ROWS_OF_PAGE
    sentence = "市民と協働して地域の課題に取り組み、参加者の理解を深めることを目的として実施する。"
    rows = ", ".join(
        f"[{n}], [花咲市民講座その{n}], [生涯学習課], [例年実施（平成24年～）], [{sentence * 2}], "
        f"[花咲市民活動の会、株式会社花咲], [令和6年{n % 9 + 1}月{n % 28 + 1}日（{n % 90 + 3}人）], [{sentence}]"
        for n in range(1, count + 1)
    )
    head = ", ".join(f"[{words}]" for words in _HEAD)
    folders = [str(folder) for folder in find_fonts(FontChoice.NOTO).folders]
    source = _TEMPLATE.format(count=count, head=head, rows=rows)
    return typst.compile(source.encode(), font_paths=folders, ignore_system_fonts=True)


def measure(home: Path) -> list[Measured]:
    """Lines and places alone, then the command with records and audit, of the same file."""
    pdf = ruled_report()
    lines = median_ms(lambda: read_pdf(pdf, "報告書.pdf"), 3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        whole, memory = command_ms([*MITODOKE, "read", path, "--out", home / "out"], home, 3)
    name = f"{PAGES} pages of ruled tables as PDF"
    return [
        Measured(f"{name}: lines", lines, "a page", lines / PAGES, "< 15,000 ms"),
        Measured(f"{name}: read and audit", whole, "lines alone", whole / lines, "< 15,000 ms", memory),
    ]
