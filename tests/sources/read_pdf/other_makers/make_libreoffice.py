"""Makes `register-libreoffice.pdf` by LibreOffice (7.4) from a workbook: run by hand where `soffice` is installed.

The workbook has borders, its head repeated on every page and the width of one landscape page; the last page of the PDF
is then turned by PDFium (/Rotate 90). The file is kept, for LibreOffice is no dependency of the tests.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
import xlsxwriter
from register_rows import HEAD, ROWS, TITLES

WIDTHS = (5, 22, 10, 12, 30, 20, 26, 24)
FONT = "BIZ UDGothic"


def main() -> None:
    """Write the file beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "register.xlsx"
        book: Any = xlsxwriter.Workbook(str(source))
        sheet = book.add_worksheet("一覧")
        plain = book.add_format({"font_name": FONT})
        cell = book.add_format({"font_name": FONT, "text_wrap": True, "border": 1, "valign": "top"})
        for number, title in enumerate(TITLES):
            sheet.write_string(number, 0, title, plain)
        for number, row in enumerate((HEAD, *ROWS), start=len(TITLES) + 1):
            sheet.set_row(number, 45)
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, cell)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_h_pagebreaks([16])
        sheet.repeat_rows(len(TITLES) + 1)
        book.close()
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True,
        )  # fmt: skip
        with pypdfium2.PdfDocument((Path(folder) / "register.pdf").read_bytes()) as document:
            document[len(document) - 1].set_rotation(90)
            document.save(Path(__file__).parent / "register-libreoffice.pdf")


if __name__ == "__main__":
    main()
