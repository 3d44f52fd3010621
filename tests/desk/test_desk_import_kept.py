"""Uploads between looking and storing: kept outside every address, for a while, whole or not at all; a killed store."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from mitodoke.desk import kept_imports
from mitodoke.desk.kept_imports import (
    KEPT_FOR,
    MOST_KEPT,
    drop_import,
    keep_import,
    kept_import,
    tell_columns,
)
from mitodoke.domain.action import ActionDenied
from own_process import run, start
from reporting.desk import CODE

START = """
import django
django.setup()
import sys, time
from pathlib import Path
from mitodoke.departments.models import Municipality
from mitodoke.desk import kept_imports, read_upload, store_upload, uploaded_document
from mitodoke.desk.views.imports_page import source_of
def hang(*_, **__):
    print("halfway", flush=True)
    time.sleep(60)
"""
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from reporting.desk import Desk
Desk()
"""
KEEP = """
kept_imports.keep_import(code="999997", name="a.xlsx", data=Path(sys.argv[1]).read_bytes(), by="試験")
"""
STORE = """
from desk.import_files import COLUMNS
source = source_of("a.xlsx", Path(sys.argv[1]).read_bytes())
city = Municipality.objects.get()
upload = uploaded_document.read_upload(source=source, city=city, told=COLUMNS, remembered={})
plan = store_upload.store_upload(upload=upload, source=source, code=city.code, by="試験")
print(plan.outcome)
"""
HANGS = {
    "in the records": "from mitodoke.plans import records\nrecords.store_records = hang",
    "in the file": "store_upload.keep_original = hang",
    "in the columns": "store_upload.remember_columns = hang",
    "after the columns": (
        "from mitodoke.documents import services\nold = services.remember_columns\n"
        "def and_hang(**more):\n    old(**more)\n    hang()\nstore_upload.remember_columns = and_hang"
    ),
}


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def keep(**change: Any) -> kept_imports.KeptImport:
    return keep_import(**({"code": CODE, "name": "公約.pdf", "data": b"%PDF-", "by": "企画"} | change))


def test_an_upload_is_found_again_by_its_city_only(home: Path) -> None:
    kept = keep()
    found = kept_import(code=CODE, token=kept.token)
    assert found == kept
    assert kept.read() == b"%PDF-"
    assert kept_import(code="011002", token=kept.token) is None
    assert kept_import(code=CODE, token="../" + kept.token) is None
    assert kept_import(code=CODE, token="0" * 32) is None
    changed = tell_columns(kept, {"見出し": "title"})
    assert kept_import(code=CODE, token=kept.token) == changed
    drop_import(kept)
    drop_import(kept)
    assert kept_import(code=CODE, token=kept.token) is None


def test_what_another_version_kept_is_passed_over(home: Path) -> None:
    kept = keep()
    (home / "imports" / kept.token / "about.json").write_text('{"code": "999997", "size": 3}')
    assert kept_import(code=CODE, token=kept.token) is None
    assert kept_imports.kept_imports(code=CODE) == ()


def test_only_the_server_s_account_reads_it_and_no_address_leads_there(home: Path) -> None:
    kept = keep()
    folder = home / "imports" / kept.token
    assert [oct(one.stat().st_mode & 0o777) for one in (home / "imports", folder)] == ["0o700", "0o700"]
    assert {oct(one.stat().st_mode & 0o777) for one in folder.iterdir()} == {"0o600"}
    assert json.loads((folder / "about.json").read_bytes())["name"] == "公約.pdf"


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../a.pdf", "a.pdf"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ("\u202ea\n.pdf", "a.pdf"),
        ("", "文書"),
        ("／", "／"),
    ],
)
def test_a_name_is_no_path(home: Path, name: str, kept_as: str) -> None:
    assert keep(name=name).name == kept_as
    assert len(keep(name="あ" * 500 + ".pdf").name) <= 120


def test_what_nobody_came_back_for_is_gone(home: Path) -> None:
    kept = keep()
    later = time.time() + KEPT_FOR + 5
    assert kept_import(code=CODE, token=kept.token, now=lambda: later) is None
    begun = home / "imports" / f".{'1' * 32}"
    begun.mkdir()
    other = home / "imports" / "README"
    other.write_text("mine")
    past = time.time() - KEPT_FOR - 5
    for one in (begun, other, home / "imports" / kept.token):
        os.utime(one, (past, past))
    fresh = keep()
    assert sorted(one.name for one in (home / "imports").iterdir()) == sorted(["README", fresh.token])


def test_a_city_keeps_so_many_and_no_more(home: Path) -> None:
    for _ in range(MOST_KEPT):
        keep()
    with pytest.raises(ActionDenied, match="20件"):
        keep()
    keep(code="011002")


def test_a_full_disk_is_told_and_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_imports, "_write", full)
    with pytest.raises(ActionDenied, match="空き容量"):
        keep()
    assert list((home / "imports").iterdir()) == []


def _killed(code: str, home: Path, *arguments: str) -> None:
    process = start(START + code, home, *arguments)
    assert process.stdout is not None
    told = process.stdout.readline()
    process.kill()
    _, errors = process.communicate(timeout=300)
    assert (told, process.returncode) == ("halfway\n", -9), errors


def _counts(home: Path) -> dict[str, int]:
    with sqlite3.connect(home / "mitodoke.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = (
            "documents_sourcedocument",
            "documents_sourcefile",
            "documents_columnmapping",
            "documents_importrun",
            "collaborations_collaborationentry",
        )
        return {one: connection.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables}


def test_a_process_killed_while_it_keeps_or_stores_leaves_no_half(tmp_path: Path) -> None:
    from desk.import_files import book, register_rows

    home, file = tmp_path / "home", str(tmp_path / "a.xlsx")
    home.mkdir()
    Path(file).write_bytes(book(register_rows(6)))
    run(START + PREPARE, home)
    before = _counts(home)
    assert before["documents_sourcedocument"] == 1
    _killed("kept_imports._about = hang" + KEEP, home, file)
    _killed("import os\nos.rename = Path.rename = hang" + KEEP, home, file)
    assert all(one.name.startswith(".") for one in (home / "imports").iterdir())
    for name, hang in HANGS.items():
        _killed(hang + STORE, home, file)
        assert _counts(home) == before, name
    assert run(START + STORE, home, file) == "new\n"
    after = _counts(home)
    assert {name: after[name] - before[name] for name in after} == {
        "documents_sourcedocument": 1,
        "documents_sourcefile": 1,
        "documents_columnmapping": 5,
        "documents_importrun": 1,
        "collaborations_collaborationentry": 2,
    }
    assert run(START + STORE, home, file) == "unchanged\n"
    assert _counts(home) == after
