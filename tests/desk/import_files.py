"""Files of the sample city to take in through the desk: one document in every kind of file, and a workbook to ask about."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mitodoke.outputs.docx_report import render_docx
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.folder import write_folder
from mitodoke.outputs.reports.registry import build_report, reports_of
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import decode_text
from reporting.sample import CITY, CODE
from sources.read_excel.cities import edition_of
from sources.read_pdf.reset_document import reset_as_pdf

PLEDGES = Path(__file__).parent.parent / "documents" / "pledges-hanasaki-2025.txt"
KEY = f"mayoral_pledges-{CODE}-2025"
TOKEN = re.compile(r"/imports/([0-9a-f]{32})/")
HEADS = ("番号", "催しもの", "受け持ち", "ねらい", "整理記号")
COLUMNS = {
    "番号": "number",
    "催しもの": "title",
    "受け持ち": "department",
    "ねらい": "purpose",
    "整理記号": "ignored",
}


def register_rows(year: int, *heads: str) -> list[list[str]]:
    """A register of fiscal year 令和 `year` whose heads nobody knows."""
    return [
        [f"{CITY} 協働推進課"],
        [f"協働事業実施状況（令和{year}年度）"],
        ["協働の形態：共催（2件）"],
        list(heads or HEADS),
        ["1", "花壇づくり", "緑課", "緑をふやす。", "ア"],
        ["2", f"港まつり{year}", "港課", "港に親しむ。", "イ"],
    ]


def book(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet."""
    stored = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(stored, {"in_memory": True})
    sheet = workbook.add_worksheet("一覧")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    workbook.close()
    return stored.getvalue()


@cache
def pledges(kind: str) -> bytes:
    """The pledges of the sample city in a kind of file."""
    data = PLEDGES.read_bytes()
    edition = edition_of(decode_text(data, "x"))
    settings = ReportSettings()
    match kind:
        case "txt":
            return data
        case "pdf":
            return reset_as_pdf(decode_text(data, "x").lines)
        case "docx":
            return render_docx(build_report(edition, reports_of(edition)[0].name, settings), settings)
        case "xlsx":
            return render_tables(edition)
        case "json":
            return edition_json(edition)
    raise ValueError(kind)


def tables(folder: Path) -> list[SimpleUploadedFile]:
    """The pledges as our CSV tables."""
    text = decode_text(PLEDGES.read_bytes(), "x")
    write_folder(edition_of(text), extract(text, Stated(municipality=CITY)).line_uses, folder / "tables")
    return [
        SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted((folder / "tables").glob("*.csv"))
    ]


def send(client: Client, *files: SimpleUploadedFile) -> HttpResponse:
    """Choose files on the page."""
    address = reverse("desk:import_new", kwargs={"code": CODE})
    return client.post(address, {"document": list(files)})  # type: ignore[return-value]


def sent(client: Client, data: bytes, name: str = "文書.txt") -> str:
    """Choose what can be read; the token of its pages."""
    response = send(client, SimpleUploadedFile(name, data))
    assert response.status_code == 302, body(response)
    found = TOKEN.search(response["Location"])
    assert found is not None
    return found[1]


def at(name: str, token: str, **more: object) -> str:
    """An address of an upload."""
    return reverse(f"desk:{name}", kwargs={"code": CODE, "token": token, **more})


def body(response: Any) -> str:
    """The page as text, without the marks that keep directions of writing apart."""
    return re.sub("</?bdi>", "", response.content.decode())


def store(client: Client, token: str, **more: str) -> HttpResponse:
    """Look at an upload and store it as it is."""
    page = body(client.get(at("import_review", token)))
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None, page
    sent_form = {"seen": seen[1], **more}
    return client.post(at("import_store", token), sent_form)  # type: ignore[return-value]


def tell(client: Client, token: str, columns: dict[str, str]) -> HttpResponse:
    """Answer the page that asks for columns: head → column."""
    page = body(client.get(at("import_columns", token)))
    names = {head: name for name, head in re.findall(r'<label for="(head-\d+)">見出し「(.*?)」の列', page)}
    answers = {names[head]: column for head, column in columns.items()}
    return client.post(at("import_columns", token), answers)  # type: ignore[return-value]
