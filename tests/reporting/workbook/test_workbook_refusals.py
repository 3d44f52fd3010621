"""Workbooks that are none of ours any more: foreign, old, renamed, macro-bearing, encrypted, tampered, dangerous."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.models import AnswerField, HistoryEvent
from mitodoke.reporting.services import close_desk_round
from mitodoke.reporting.workbook import apply_workbook, workbook_for
from mitodoke.reporting.workbook.marks import PROPERTIES, SHEET_NAME
from reporting.desk import of
from reporting.workbook.edited_books import KEY, Book, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(name: str, content: bytes = b"x") -> Callable[[bytes], bytes]:
    """Adds a part."""
    return lambda data: repacked(data, lambda parts: parts.update({name: content}))


def with_outside_relation(data: bytes) -> bytes:
    """Adds a picture that lies somewhere else."""
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/image" Target="http://evil.example/a.png" TargetMode="External"/>'
        b"</Relationships>"
    )
    return with_part("xl/drawings/_rels/drawing1.xml.rels", rels)(data)


def macro_type(data: bytes) -> bytes:
    """Renamed from .xlsm to .xlsx: only the content types tell."""

    def change(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    return repacked(data, change)


def with_doctype(data: bytes) -> bytes:
    """Entities that grow when they are read."""

    def change(parts: dict[str, bytes]) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        head, mark, rest = parts["xl/workbook.xml"].partition(b"?>")
        parts["xl/workbook.xml"] = head + mark + bomb + rest

    return repacked(data, change)


def foreign(_: bytes) -> bytes:
    """Somebody's own workbook."""
    book = openpyxl.Workbook()
    book.active.append(["番号", "評価"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def hidden_changed(row: int, column: int, value: str) -> Callable[[bytes], bytes]:
    """Changes a cell of the hidden sheet."""

    def change(data: bytes) -> bytes:
        book = Book(data)
        book.book[SHEET_NAME].cell(row, column).value = value
        return book.saved()

    return change


def without_hidden_sheet(data: bytes) -> bytes:
    book = Book(data)
    del book.book[SHEET_NAME]
    return book.saved()


def property_changed(data: bytes) -> bytes:
    book = Book(data)
    book.book.custom_doc_props[PROPERTIES[2]].value = "777"
    return book.saved()


REFUSED: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("empty", lambda _: b"", "Excel（xlsx）のファイルではありません"),
    ("text", lambda _: "評価,7\n".encode(), "Excel（xlsx）のファイルではありません"),
    ("cut off", lambda data: data[: len(data) // 2], "途中で切れているか壊れて"),
    ("too large", lambda _: b"PK\x03\x04" + bytes(11 * 1024 * 1024), "大きすぎます"),
    ("encrypted", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "暗号化"),
    ("before 2007", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "古い形式"),
    ("bomb", with_part("xl/media/a.bin", bytes(100 * 1024 * 1024)), "大きすぎます"),
    ("macros", with_part("xl/vbaProject.bin"), "マクロ"),
    ("macro type", macro_type, "マクロ"),
    ("external link", with_part("xl/externalLinks/externalLink1.xml"), "ほかのファイルを参照する数式"),
    ("embedded", with_part("xl/embeddings/oleObject1.bin"), "埋め込まれています"),
    ("connection", with_part("xl/connections.xml"), "外部データへの接続"),
    ("outside", with_outside_relation, "ファイルの外にあるもの"),
    ("entities", with_doctype, "文書型定義"),
    ("foreign", foreign, "このシステムの調査票ではありません"),
    ("no hidden sheet", without_hidden_sheet, "管理用シートがなくなっている"),
    ("old template", hidden_changed(1, 2, "mitodoke-workbook-0"), "前の版の調査票"),
    ("other round", hidden_changed(2, 2, "99"), "書き換えられている"),
    ("other department", hidden_changed(3, 2, "99"), "書き換えられている"),
    ("no number", hidden_changed(2, 2, "x"), "書き換えられている"),
    ("other seal", hidden_changed(5, 2, "0" * 64), "書き換えられている"),
    ("other revision", hidden_changed(12, 4, "7"), "書き換えられている"),
    ("other property", property_changed, "書き換えられている"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused_in_one_sentence_and_nothing_is_stored(
    office: Office, change: Callable[[bytes], bytes], told: str
) -> None:
    reading = office.read(change(office.made()))
    assert reading.refusal is not None
    assert told in reading.refusal
    assert reading.refusal.startswith("花課.xlsx")
    assert "\n" not in reading.refusal
    before = list(AnswerField.objects.values())
    with pytest.raises(ActionDenied):
        apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    assert list(AnswerField.objects.values()) == before


def test_a_workbook_of_another_site_is_refused(office: Office) -> None:
    assert "別のシステム" in str(office.read(office.made(), key="another secret").refusal)


def test_a_workbook_of_another_round_or_department_is_refused_on_the_page_of_this_one(office: Office) -> None:
    data = office.made()
    assert "花課の調査票です" in str(office.read(data, department=office.desk.green).refusal)
    other = office.desk.open_register()
    assert "別の調査" in str(office.read(data, reporting_round=other).refusal)
    assert office.read(data, reporting_round=office.round, department=office.department).refusal is None


def test_a_closed_round_takes_nothing(office: Office) -> None:
    data = office.made()
    close_desk_round(
        reporting_round=office.round, reason="終わりました", by=office.desk.planner, clock=office.desk.clock
    )
    assert "締め切られています" in str(office.read(data).refusal)


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        (lambda data: data, "コピー.xlsx", "ファイル名は「コピー.xlsx」"),
        (
            lambda data: repacked(data, lambda parts: parts.pop("docProps/custom.xml")),
            "花課.xlsx",
            "プロパティ",
        ),
    ],
)
def test_it_is_read_with_a_warning(
    office: Office, change: Callable[[bytes], bytes], name: str, told: str
) -> None:
    reading = office.read(change(office.made()), name=name)
    assert reading.refusal is None
    assert reading.changes_nothing
    assert [one for one in reading.warnings if told in one]


def test_a_sheet_of_ones_own_is_told_and_left_alone(office: Office) -> None:
    def change(book: Book) -> None:
        book.book.create_sheet("メモ")["A1"].value = "電話する"

    reading = office.back(change)
    assert reading.changes_nothing
    assert reading.warnings == ("調査票にないシート「メモ」は読みません。",)


def test_who_may_not_read_the_answers_gets_neither_the_workbook_nor_its_differences(office: Office) -> None:
    data = office.made()
    for person in (office.desk.green_reporter, office.desk.person("外部", "evaluator")):
        with pytest.raises(ActionDenied, match="花課の調査票"):
            office.read(data, person=person)
        with pytest.raises(ActionDenied, match="花課の調査票"):
            workbook_for(
                reporting_round=office.round,
                department=office.department,
                key=KEY,
                person=person,
                clock=office.desk.clock,
            )


def test_who_may_read_but_not_write_sees_differences_and_stores_nothing(office: Office) -> None:
    book = Book(office.made())
    book.one("rating.step").value = 4
    reading = office.read(book.saved(), person=office.desk.planner)
    assert [one.now for one in reading.differences] == ["4"]
    events = HistoryEvent.objects.count()
    with pytest.raises(ActionDenied, match="所属担当"):
        apply_workbook(reading=reading, by=office.desk.planner, clock=office.desk.clock)
    assert HistoryEvent.objects.count() == events
    assert not of(office.round, office.department).fields.filter(name="rating.step").exists()


def test_a_department_that_is_not_asked_has_no_workbook(office: Office) -> None:
    from mitodoke.departments.services import register_departments
    from mitodoke.reporting.workbook import make_workbook

    [other] = register_departments(municipality=office.desk.city, names=["別課"], by="試験")
    with pytest.raises(ActionDenied, match="依頼していません"):
        make_workbook(reporting_round=office.round, department=other, key=KEY, clock=office.desk.clock)
