"""`mitodoke read` and `audit` on workbooks, Word documents, folders of tables and editions as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitodoke.cli.main import main
from mitodoke.outputs.edition_json import read_edition

NAMES = ("pledges-hanasaki-2025", "strategy-hanasaki", "collaboration-hanasaki-2021")
FORMS = ("xlsx", "docx", "tables", "json")


def exported(documents: Path, name: str, form: str, folder: Path) -> Path:
    """The document as it leaves the system in `form`, under a name that tells nothing."""
    out = folder / "first"
    main(["read", str(documents / f"{name}.txt"), "--municipality", "花咲市", "--out", str(out)])
    source = out / name
    if form == "tables":
        (source / "edition.json").unlink()
        return source.rename(folder / "何か")
    if form == "json":
        return (source / "edition.json").rename(folder / "何か.dat")
    target = folder / "何か.dat"
    main(["export", str(source), "--format", form, "--out", str(target)])
    return target


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_read_again_by_its_content(
    name: str, form: str, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(documents, name, form, tmp_path)
    capsys.readouterr()

    assert main(["read", str(path), "--municipality", "花咲市", "--out", str(tmp_path / "again")]) == 0
    again = read_edition((tmp_path / "again" / path.stem / "edition.json").read_bytes())
    assert again.content.document.municipality == "花咲市"
    assert again.content.items or again.content.entries
    if form == "xlsx":
        assert "!" in (again.content.items or again.content.entries)[-1].place

    capsys.readouterr()
    assert main(["audit", str(path)]) == 0
    assert "再計算" in capsys.readouterr().out


def test_a_broken_edition_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text('{"content": ', encoding="utf-8")
    assert main(["read", str(tmp_path / "a.json")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
