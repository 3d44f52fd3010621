"""Makes `register-fpdf2.pdf` by fpdf2 (2.8.9) and a Japanese TrueType font: run by hand, `make_fpdf2.py FONT.ttf`.

fpdf2 is no dependency of the project: the file it made is kept, this script tells how. A fictional register as a ruled
table over several pages with repeated heads; the last page lies on its side (/Rotate 90), as table pages do; PDFium sets that.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from fpdf import FPDF  # type: ignore[import-not-found]
from register_rows import HEAD, ROWS, TITLES

WIDTHS = (10, 40, 18, 22, 60, 38, 45, 44)


def main(font: str) -> None:
    """Write the file beside this script."""
    pdf = FPDF(orientation="landscape", format="A4")
    for style in ("", "B"):
        pdf.add_font("gothic", style, font)
    pdf.set_font("gothic", size=9)
    pdf.add_page()
    for line in TITLES:
        pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    with pdf.table(
        col_widths=WIDTHS, line_height=5, padding=1.5, text_align="LEFT", first_row_as_headings=True
    ) as table:
        for cells in (HEAD, *ROWS):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    with pypdfium2.PdfDocument(bytes(pdf.output())) as document:
        document[len(document) - 1].set_rotation(90)
        document.save(Path(__file__).parent / "register-fpdf2.pdf")


if __name__ == "__main__":
    main(sys.argv[1])
