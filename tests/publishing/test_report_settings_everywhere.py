"""A setting that changes is in the next report of the site, of the static form and of the command line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client

from mitodoke.cli.main import main
from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.report_settings import Look, Texts, save_look, save_texts
from mitodoke.publishing.services import publish_edition
from mitodoke.publishing.static_form.write_site import write_site
from reporting.desk import CODE, Desk

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def published() -> tuple[Desk, str]:
    """The small city with one edition, and the address of its main report."""
    desk = Desk()
    publish_edition(
        document=desk.document.key, by="試験", today=datetime.date(2026, 6, 1), acknowledgement="試験"
    )
    page = Client().get(f"/{CODE}/data/").content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if ".pdf" in part.split('"')[0])
    return desk, address


def change(desk: Desk) -> None:
    save_look(municipality=desk.city, look=Look(city_name="試験市"), by=desk.planner)
    save_texts(
        municipality=desk.city, kind=DocumentKind(desk.document.kind), fiscal_year=desk.document.fiscal_year,
        texts=Texts(introduction="市長からの言葉"), by=desk.planner,
    )  # fmt: skip


def test_on_the_site_and_in_the_static_form(tmp_path: Path) -> None:
    desk, address = published()
    out = tmp_path / "site"
    write_site(out, reports=True)
    before = Client().get(address).content
    assert (out / address.lstrip("/")).read_bytes() == before
    change(desk)
    after = Client().get(address).content
    assert "市長からの言葉" in text_of(after)
    assert after != before
    again = write_site(out, reports=True)
    assert (out / address.lstrip("/")).read_bytes() == after
    assert again.kept > again.rendered
    assert Client().get(address).content == after


def test_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, address = published()
    change(desk)
    monkeypatch.setattr("mitodoke.cli.export.prepare_database", lambda: None)
    name = f"{desk.document.kind}-{CODE}-{desk.document.fiscal_year}"
    out = tmp_path / "report.pdf"
    assert main(["export", name, "--format", "pdf", "--out", str(out)]) == 0
    assert out.read_bytes() == Client().get(address).content
