"""Tests that fail when something is undocumented."""

from __future__ import annotations

import re
from pathlib import Path

from mitodoke.cli.main import COMMANDS, build_parser
from mitodoke.outputs.tables import TABLES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_column_of_every_table_is_documented_in_order() -> None:
    sections = _sections((DOCS / "tables.md").read_text(encoding="utf-8"))
    for table in TABLES:
        listed = re.search(r"Columns: (.*?)\.(?:\s|$)", sections[table.name], re.DOTALL)
        assert listed, table.name
        assert tuple(re.findall(r"`(\w+)`", listed[1])) == table.columns, table.name


def test_every_command_has_a_help_with_an_example() -> None:
    for command in COMMANDS:
        assert command.example.startswith(f"mitodoke {command.name}")
        assert command.help
    assert "例:" in build_parser().format_help()


def test_links_inside_the_docs_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_lock_files_carry_no_registry_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?://", text), lock.name
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        assert pins, lock.name
        assert text.count("--hash=sha256:") >= len(pins), lock.name
