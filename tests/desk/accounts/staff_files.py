"""Lists of people as files, and the pages to which they are sent."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.city import body
from reporting.desk import CODE

UPLOAD = f"/desk/cities/{CODE}/people/upload/"
STORE = f"{UPLOAD}store/"
INVITE = f"/desk/cities/{CODE}/people/invite/"
HEADS = ("利用者名", "氏名", "メールアドレス", "部署", "役割")
DAY = "令和8年4月1日"
Row = Sequence[str]


def workbook(*rows: Row, heads: Row = HEADS) -> bytes:
    """The rows below their heads, all as text."""
    stored = io.BytesIO()
    book = xlsxwriter.Workbook(stored, {"in_memory": True})
    sheet = book.add_worksheet("職員")
    for number, row in enumerate((heads, *rows)):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text)
    book.close()
    return stored.getvalue()


def upload(client: Client, data: bytes, *, name: str = "職員.xlsx", day: str = DAY) -> Any:
    """Send a file; the answer is the preview."""
    return client.post(UPLOAD, {"staff": SimpleUploadedFile(name, data), "valid_from": day})


def hidden(page: str) -> dict[str, str]:
    """What the preview carries on to the storing."""
    return {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("list", "seen")}


def store(client: Client, page: str) -> Any:
    """Confirm what the preview shows."""
    return client.post(STORE, hidden(page), follow=True)


def registered(client: Client, *rows: Row) -> str:
    """Upload the rows and confirm them; the page that follows."""
    return body(store(client, body(upload(client, workbook(*rows)))))
