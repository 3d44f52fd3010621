"""The file of a list of people: what is read of it, and what is refused with one sentence."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from desk.accounts.staff_files import HEADS, UPLOAD, store, upload, workbook
from desk.city import body, signed_in
from mitodoke.departments.services import register_departments
from mitodoke.desk.accounts.staff_list.read_list import LARGEST, MOST_ROWS, read_staff_list
from mitodoke.domain.role import Role
from mitodoke.sources.read_text import UnreadableFileError
from reporting.desk import Desk

TARO = ("t.yamada", "山田 太郎", "", "花課", "所属担当")


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(Desk().person("管理", Role.ADMINISTRATOR))


def csv_of(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> str:
    return "".join(",".join(row) + "\r\n" for row in (heads, *rows))


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def cells(data: bytes, name: str = "職員.xlsx") -> list[tuple[str, ...]]:
    return [row.cells for row in read_staff_list(data, name).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    assert cells(csv_of(TARO).encode(encoding), "職員.csv") == [TARO]


def test_the_order_of_the_columns_and_what_stands_above_and_beside_do_not_matter() -> None:
    heads = ("備考", "役割", "部署", " メールアドレス ", "氏　名", "利用者名")
    text = "職員の一覧,,,,,\r\n" + csv_of(("x", *reversed(TARO)), (",,,,,",), heads=heads)
    staff = read_staff_list(text.encode(), "職員.csv")
    assert [row.cells for row in staff.rows] == [TARO]
    assert staff.letters == ("F", "E", "D", "C", "B")
    assert staff.rows[0].number == 3


def test_the_guard_of_a_formula_is_no_part_of_the_text() -> None:
    assert cells(csv_of(("'@taro", *TARO[1:])).encode())[0][0] == "@taro"


def test_cells_merged_over_rows_count_in_each() -> None:
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.merge_range(1, 0, 2, 0, "t.yamada")
    sheet.merge_range(1, 3, 40, 3, "花課")
    sheet.write_row(1, 1, ("山田 太郎", ""))
    sheet.write_string(1, 4, "所属担当")
    sheet.write_string(2, 4, "所属長")
    book.close()
    assert cells(stored.getvalue()) == [TARO, ("t.yamada", "", "", "花課", "所属長")]


def test_numbers_are_read_as_shown_and_formulas_by_their_value(client: Client) -> None:
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.write_number(1, 0, 12, book.add_format({"num_format": "0000"}))
    sheet.write_string(1, 1, "山田 太郎")
    sheet.write_formula(1, 3, '="花"&"課"', None, "花課")
    sheet.write_string(1, 4, "所属担当")
    sheet.write_string(2, 0, "jiro")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_row(2, 3, ("花課", "所属担当"))
    book.close()
    data = stored.getvalue()
    assert cells(data)[0] == ("0012", "山田 太郎", "", "花課", "所属担当")
    page = body(upload(client, data))
    assert "数式ではなく、文字で入力してください。" in page
    assert 'scope="row">B3</th>' in page


def test_hidden_sheets_are_not_looked_at() -> None:
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored)
    for name, hides in (("職員", False), ("昔の職員", True)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, TARO)
        if hides:
            sheet.hide()
    book.close()
    assert cells(stored.getvalue()) == [TARO]


def two_sheets() -> bytes:
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored)
    for name in ("職員", "職員 (2)"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, TARO)
    book.close()
    return stored.getvalue()


OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
    b'Type="http://x/image" Target="http://evil.example/" TargetMode="External"/></Relationships>'
)
REFUSED: dict[str, tuple[Any, str]] = {
    "empty": (b"", "読めません"),
    "text": (b"hello", "5つの見出し"),
    "pdf": (b"%PDF-1.7\n", "読めません"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "読めません"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "古い形式"),
    "broken zip": (b"PK\x03\x04" + b"x" * 50, "壊れていて"),
    "too large": (lambda: b"x" * (LARGEST + 1), "大きすぎます"),
    "macro": (with_part(workbook(TARO), "xl/vbaProject.bin", b"x"), "マクロ"),
    "links": (with_part(workbook(TARO), "xl/externalLinks/externalLink1.xml", b"<a/>"), "ほかのファイルを参照"),
    "outside": (with_part(workbook(TARO), "xl/worksheets/_rels/sheet9.xml.rels", OUTSIDE), "ファイルの外"),
    "bomb": (lambda: with_part(workbook(TARO), "xl/media/a.xml", b"a" * (31 * 1024 * 1024)), "展開すると"),
    "no heads": (workbook(TARO, heads=("a", "b", "c", "d", "e")), "5つの見出し"),
    "a head twice": (csv_of(TARO, heads=(*HEADS[:4], "利用者名")).encode(), "5つの見出し"),
    "nobody": (workbook(), "見出しの下の行がありません"),
    "two lists": (two_sheets(), "二つ以上"),
    "too many rows": (lambda: csv_of(*[TARO] * (MOST_ROWS + 1)).encode(), "2,000行まで"),
    "too much text": (lambda: csv_of(*[("長" * 300, *TARO[1:])] * MOST_ROWS).encode(), "文字が多すぎます"),
    "quotes": (csv_of(('"a', *TARO[1:])).encode(), "読めません"),
    "control": (csv_of(("a\x01", *TARO[1:])).encode(), "読めません"),
    "word": (
        with_part(
            b"PK\x05\x06" + b"\0" * 18,
            "_rels/.rels",
            OUTSIDE.replace(b"http://x/image", b"http://x/officeDocument")
            .replace(b"http://evil.example/", b"word/document.xml")
            .replace(b' TargetMode="External"', b""),
        ),
        "Excel（xlsx）のファイルではありません",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_list_is_refused_with_one_sentence(client: Client, kind: str) -> None:
    content, told = REFUSED[kind]
    data: bytes = content() if callable(content) else content
    with pytest.raises(UnreadableFileError, match=told):
        read_staff_list(data, "職員.xlsx")
    answer = upload(client, data)
    assert answer.status_code == 422
    assert 'role="alert"' in body(answer)
    assert told in body(answer)


def test_the_form_comes_back_filled_in(client: Client) -> None:
    desk_departments = ["=危険課", "とても長い名前の課" * 5]
    city = User.objects.get(username="管理").memberships.get().municipality
    register_departments(municipality=city, names=desk_departments, by="試験")
    answer = client.get(f"{UPLOAD}form.xlsx")
    assert "attachment" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert tuple(cell.value for cell in book["職員"][1]) == HEADS
    names = [cell.value for cell in book["部署と役割"]["A"][1:] if cell.value]
    assert set(names) == {"花課", "みどり課", *desk_departments}
    assert [cell.value for cell in book["部署と役割"]["B"][1:] if cell.value] == [role.label for role in Role]
    rules = {str(one.sqref): one.formula1 for one in book["職員"].data_validations.dataValidation}
    assert rules == {"D2:D2001": "'部署と役割'!$A$2:$A$5", "E2:E2001": "'部署と役割'!$B$2:$B$7"}
    refused = upload(client, answer.content)
    assert "見出しの下の行がありません" in body(refused), "an empty form says so"
    for place, text in enumerate(TARO, start=1):
        book["職員"].cell(2, place, text)
    filled = io.BytesIO()
    book.save(filled)
    assert "利用者1人を作り、役割1件を登録しました。" in body(
        store(client, body(upload(client, filled.getvalue())))
    )


def test_two_thousand_rows_are_looked_at(client: Client) -> None:
    rows = [(f"s{number}", f"職員 {number}", "", "花課", "所属担当") for number in range(MOST_ROWS)]
    page = body(upload(client, csv_of(*rows).encode(), name="職員.csv"))
    assert "<dd>2000人</dd>" in page
