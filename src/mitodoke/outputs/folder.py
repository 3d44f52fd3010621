"""One folder a document: `edition.json` and every table as CSV, written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mitodoke.domain.document import LineUse
from mitodoke.domain.edition import Edition
from mitodoke.outputs.csv_text import csv_lines, csv_text
from mitodoke.outputs.edition_json import edition_json
from mitodoke.outputs.tables import TABLES, cell


class FolderTakenError(Exception):
    """The folder to write holds something else; its text is one Japanese sentence."""


def write_folder(edition: Edition, line_uses: tuple[LineUse, ...], folder: Path) -> None:
    """Write `folder` anew. An earlier folder of the same kind is replaced in one step, any other is left alone."""
    if (
        folder.exists()
        and not (folder / "edition.json").is_file()
        and (not folder.is_dir() or any(folder.iterdir()))
    ):
        raise FolderTakenError(
            f"{folder} には別の内容があるため書き込みません。別の出力先を指定してください。"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (fresh / "edition.json").write_bytes(edition_json(edition, indent=1))
        for table in TABLES:
            (fresh / f"{table.name}.csv").write_text(csv_text(table, edition), encoding="utf-8", newline="")
        uses = ([cell(use.place), cell(use.role), use.detail] for use in line_uses)
        text = "".join(csv_lines(("place", "role", "detail"), uses))
        (fresh / "lines.csv").write_text(text, encoding="utf-8", newline="")
        fresh.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
