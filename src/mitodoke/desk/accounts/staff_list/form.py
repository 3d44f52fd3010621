"""The form for a list of people as a workbook (xlsx): five columns to fill in, and the city's departments and roles."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from mitodoke.desk.accounts.staff_list.read_list import MOST_ROWS
from mitodoke.desk.accounts.staff_list.rows import Column
from mitodoke.domain.role import DEPARTMENT_ROLES, Role
from mitodoke.outputs.reports.wording import printable
from mitodoke.outputs.xlsx_book import Book, CellFormat, new_book

_WIDTHS = {
    Column.USERNAME: 20,
    Column.NAME: 24,
    Column.EMAIL: 34,
    Column.DEPARTMENT: 30,
    Column.ROLE: 16,
}
_LISTS = "部署と役割"
_HOW = (
    "「職員」のシートに、一人の一つの役割を一行で入力します。二つ目からの役割は、同じ利用者名で次の行に入力します。",
    "利用者名：サインインに使う名前です。半角の英数字と @ . + - _ が使えます。ほかの人と同じ名前は使えません。",
    "氏名：姓と名の間に空白を入れます。空白がないときは、全体を姓として登録します。",
    "メールアドレス：空でもかまいません。空の人には、印刷した招待状を渡します。",
    "部署：「部署と役割」のシートにある名前です。市全体の役割では空にします。",
    "役割：「部署と役割」のシートにある名前です。",
    "すでにいる利用者の行は、役割だけを加えます。氏名とメールアドレスは変えません。",
    "役割を終えることは、このファイルではできません。「利用者の年次確認」で終えます。",
    f"一度に登録できるのは{MOST_ROWS:,}行までです。見出しと列の名前は変えないでください。",
)


def staff_form(departments: Sequence[str], *, city: str, day: datetime.date) -> bytes:
    """The workbook's bytes, with the names of the departments that last."""
    stored = io.BytesIO()
    book = new_book(stored, title=f"{city} 職員の一覧", author="mitodoke", moment=day.isoformat())
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    staff = book.add_worksheet("職員")
    for column in Column:
        staff.set_column(column, column, _WIDTHS[column], text)
        staff.write_string(0, column, column.label, head)
    staff.freeze_panes(1, 2)
    staff.set_paper(9)
    staff.set_landscape()
    staff.fit_to_pages(1, 0)
    staff.repeat_rows(0)
    if departments:
        _offer(staff, Column.DEPARTMENT, f"='{_LISTS}'!$A$2:$A${len(departments) + 1}", "部署")
    _offer(staff, Column.ROLE, f"='{_LISTS}'!$B$2:$B${len(Role) + 1}", "役割")
    how = book.add_worksheet("書き方")
    how.set_column(0, 0, 90, wrapped)
    for number, sentence in enumerate(_HOW):
        how.write_string(number, 0, sentence, wrapped)
    _write_lists(book, departments, head)
    staff.activate()
    book.close()
    return stored.getvalue()


def _offer(sheet: Book, column: Column, source: str, label: str) -> None:
    """A list to choose from; what is typed beside it is told and may stay, the desk looks at it anew."""
    sheet.data_validation(
        1,
        column,
        MOST_ROWS,
        column,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": "一覧にありません",
            "error_message": f"「{_LISTS}」のシートにある{label}の名前を入力してください。",
        },
    )


def _write_lists(book: Book, departments: Sequence[str], head: CellFormat) -> None:
    # A department of this name would be a formula when somebody edits its cell.
    quoted = book.add_format({"quote_prefix": True})
    lists = book.add_worksheet(_LISTS)
    lists.set_column(0, 0, 34)
    lists.set_column(1, 1, 16)
    lists.set_column(2, 2, 34)
    for place, label in enumerate(("部署", "役割", "部署の欄")):
        lists.write_string(0, place, label, head)
    for number, name in enumerate(departments, start=1):
        lists.write_string(number, 0, printable(name), quoted)
    for number, role in enumerate(Role, start=1):
        lists.write_string(number, 1, role.label)
        lists.write_string(
            number, 2, "部署を入力する" if role in DEPARTMENT_ROLES else "空にする（市全体の役割）"
        )
    lists.freeze_panes(1, 0)
