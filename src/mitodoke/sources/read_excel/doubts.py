"""What is doubtful about a workbook itself, whatever its layout: values that are missing, hidden or not read."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import Place
from mitodoke.sources.read_excel.sheet import Book, Doubt, GridCell, Sheet

_MESSAGES: dict[Doubt, tuple[str, Severity, str]] = {
    Doubt.NO_VALUE: (
        "formula_without_value",
        Severity.ERROR,
        "数式の計算結果がファイルに保存されていないため、値を読めません。Excel で開いて計算し、保存し直してください。",
    ),
    Doubt.ERROR_VALUE: (
        "error_value",
        Severity.ERROR,
        "セルが Excel のエラー値になっています。数式や参照先を直して保存し直してください。",
    ),
    Doubt.NO_DATE: (
        "not_a_date",
        Severity.WARNING,
        "日付の書式が付いていますが、日付にならない数値です。元のセルを確認してください。",
    ),
    Doubt.CONTROL_CHARACTER: (
        "control_character",
        Severity.WARNING,
        "表示できない制御文字が含まれています。元のセルを確認してください。",
    ),
    Doubt.COMPLETED_DATE: (
        "date_shown_in_part",
        Severity.NOTE,
        "画面に表示されている日付には年などが省かれています。セルが持つ日付をそのまま読みました。",
    ),
}


def check_book(book: Book) -> tuple[Finding, ...]:
    """The findings about `book`: one a cell that could not be read as it should, one a sheet for what is hidden."""
    return (*_whole_book(book), *(finding for sheet in book.sheets for finding in _sheet(sheet)))


def _finding(
    check: str, severity: Severity, field: str, place: Place | None, printed: str, message: str
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        subject="document",
        field=field,
        place=place,
        printed=printed,
        expected="",
        message=message,
    )


def _whole_book(book: Book) -> Iterator[Finding]:
    if book.has_macros:
        yield _finding(
            "workbook_macros",
            Severity.WARNING,
            "workbook",
            None,
            "",
            "マクロを含むファイルです。マクロは実行せず、保存されているセルの値だけを読みました。値が最新か確認してください。",
        )
    if book.has_external_links:
        yield _finding(
            "external_links",
            Severity.WARNING,
            "workbook",
            None,
            "",
            "ほかのファイルを参照する数式があります。参照先は開かず、最後に保存された値を読みました。値が最新か確認してください。",
        )
    for name in book.pictures:
        yield _finding(
            "drawings_not_read",
            Severity.NOTE,
            "sheet",
            None,
            name,
            f"シート「{name}」に図形・画像・グラフがあります。その中の文字は読み取りません。必要な内容はセルに入力してください。",
        )


def _sheet(sheet: Sheet) -> Iterator[Finding]:
    hidden: list[GridCell] = []
    count = 0
    for number in sorted(sheet.rows):
        for cell in sheet.rows[number]:
            if cell.doubt is not None:
                check, severity, message = _MESSAGES[cell.doubt]
                printed = f"={cell.formula}" if cell.doubt is Doubt.NO_VALUE else cell.text
                yield _finding(check, severity, "cell", cell.place(sheet.name), printed[:500], message)
            if not sheet.hidden and sheet.is_hidden(cell):
                count += 1
                hidden = hidden or [cell]
    if count:
        yield _finding(
            "hidden_cells",
            Severity.WARNING,
            "sheet",
            hidden[0].place(sheet.name),
            hidden[0].text[:500],
            f"シート「{sheet.name}」の非表示の行または列に、内容のあるセルが {count:,} 個あります。ほかのセルと同じように読みました。"
            "公表する内容か確認してください。",
        )
    if sheet.hidden and sheet.rows:
        yield _finding(
            "hidden_sheet",
            Severity.WARNING,
            "sheet",
            None,
            sheet.name,
            f"非表示のシート「{sheet.name}」は読み取りに使いません。必要な内容であれば、表示して保存し直してください。",
        )
