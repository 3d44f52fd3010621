"""`mitodoke import` reads heads that nobody knows as a person of the city told before, and says so."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from desk.import_files import COLUMNS, HEADS, book, register_rows
from mitodoke.cli import database
from mitodoke.documents.queries import all_remembered_columns, current_document
from mitodoke.documents.services import remember_columns
from mitodoke.domain.document import DocumentKind
from mitodoke.reporting.services import import_reading
from reporting.sample import CITY, CODE, plan_reading

pytestmark = pytest.mark.django_db
REGISTER = DocumentKind.COLLABORATION_REGISTER


@pytest.fixture(autouse=True)
def city(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "prepare_database", lambda: None)
    import_reading(reading=plan_reading(), by="試験")


def remember(**changes: str) -> None:
    remember_columns(municipality_code=CODE, kind=REGISTER, columns=COLUMNS | changes, by="企画")


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    database.IMPORT.add_arguments(parser)
    return database.IMPORT.run(parser.parse_args(words))


def workbook(folder: Path, *heads: str) -> str:
    path = folder / "様式.xlsx"
    # Without the line that names the city: what a register does not need is not this test's subject.
    path.write_bytes(book(register_rows(6, *heads)[1:]))
    return str(path)


def test_what_was_told_is_used_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remember()
    assert run(workbook(tmp_path), "--municipality", CITY, "--municipality-code", CODE, "--commit") == 0
    out = capsys.readouterr().out
    assert "催しもの→事業の名称" in out
    assert "整理記号→読まない列" in out
    assert current_document(f"collaboration_register-{CODE}-2024") is not None


def test_without_memory_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(workbook(tmp_path), "--municipality", CITY, "--municipality-code", CODE) == 2
    assert "--mapping" in capsys.readouterr().err


@pytest.mark.parametrize("stated", [("--municipality-code", "011002"), ()])
def test_what_another_city_told_is_not_used(
    stated: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember()
    assert run(workbook(tmp_path), *stated) == 2
    assert "催しもの" in capsys.readouterr().err


def test_a_mapping_that_is_given_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remember(ねらい="effects")
    mapping = tmp_path / "m.toml"
    mapping.write_text("[columns]\n" + "\n".join(f'"{h}" = "{c}"' for h, c in COLUMNS.items()), "utf-8")
    assert run(workbook(tmp_path), "--municipality-code", CODE, "--mapping", str(mapping)) == 0
    assert "前に教わった" not in capsys.readouterr().out


def test_a_document_without_unknown_heads_is_read_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember()
    known = ("No.", "事業の名称", "担当課", "目的、内容等", "取組の効果")
    assert run(workbook(tmp_path, *known), "--municipality-code", CODE) == 0
    assert "前に教わった" not in capsys.readouterr().out


def test_one_unknown_head_beside_known_ones_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember()
    assert (
        run(
            workbook(tmp_path, "No.", "事業の名称", "担当課", "ねらい", "取組の効果"),
            "--municipality-code",
            CODE,
        )
        == 0
    )
    assert "（ねらい→目的、内容等）" in capsys.readouterr().out


def test_the_memory_is_apart_by_city() -> None:
    assert all_remembered_columns() == {}
    remember()
    assert set(all_remembered_columns()) == {CODE}
    assert set(all_remembered_columns()[CODE][REGISTER]) == set(HEADS)
