"""What the file itself makes doubtful: letters without codes, pages that are pictures, text that lies aslant."""

from __future__ import annotations

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import Place


def unreadable_letters(count: int, page: int) -> Finding:
    """Letters of a font that does not tell which characters they are."""
    return Finding(
        check="unreadable_letters",
        severity=Severity.WARNING,
        subject="document",
        field="text",
        place=f"p{page}",
        printed="",
        expected="",
        message=f"{page}ページの {count} 文字は、フォントに文字コードの対応がなく読み取れません。"
        "そのページの記録を原本と見比べてください。",
    )


def page_without_text(page: int) -> Finding:
    """A page that shows a picture and no letters."""
    return Finding(
        check="page_without_text",
        severity=Severity.WARNING,
        subject="document",
        field="text",
        place=f"p{page}",
        printed="",
        expected="",
        message=f"{page}ページは画像だけで、文字の情報がありません。内容が要るときは、文字のあるPDFを作り直してください。",
    )


def turned_text(text: str, place: Place) -> Finding:
    """Text that runs in another direction than the page's own, and is not read with it."""
    return Finding(
        check="turned_text",
        severity=Severity.NOTE,
        subject="document",
        field="text",
        place=place,
        printed=text,
        expected="",
        message=f"「{text}」は本文と違う向きに置かれているため、本文に含めていません。記録に要る内容か確かめてください。",
    )


def unclear_columns(lines: int, page: int, place: Place) -> Finding:
    """A table without rules in which columns may have run together."""
    return Finding(
        check="unclear_columns",
        severity=Severity.WARNING,
        subject="document",
        field="table",
        place=place,
        printed="",
        expected="",
        message=f"{page}ページの罫線のない表では、列の境がはっきりしない行が {lines} 行あります。"
        "隣の列の文字が混ざっていないか、原本と見比べてください。",
    )
