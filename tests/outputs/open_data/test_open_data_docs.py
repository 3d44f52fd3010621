"""docs/open-data.md names every format, table and rule."""

from __future__ import annotations

from pathlib import Path

from mitodoke.outputs.open_data.formats import EDITION_FORMATS, TABLE_FORMATS
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.outputs.open_data_rules.rules import RULES

PAGE = (Path(__file__).parents[3] / "docs" / "open-data.md").read_text(encoding="utf-8")


def test_every_format_of_an_edition_is_documented() -> None:
    for form in EDITION_FORMATS:
        assert f"| `{form.name}` | `{form.file_name}` | `{form.media_type}` | {form.title} |" in PAGE


def test_every_format_of_a_table_is_documented() -> None:
    for form in TABLE_FORMATS:
        assert f"| `{form.name}` | table + `{form.suffix}` | `{form.media_type}` | {form.title} |" in PAGE


def test_every_table_is_documented() -> None:
    for table in OPEN_TABLES:
        key = ", ".join(f"`{name}`" for name in table.key) or "—"
        assert f"| `{table.name}` | {key} | {table.description_en} |" in PAGE


def test_every_rule_is_documented() -> None:
    for rule in RULES:
        assert f"| {rule.id} | {rule.level} | {rule.demand} | {rule.scope.label}：{rule.how} |" in PAGE
