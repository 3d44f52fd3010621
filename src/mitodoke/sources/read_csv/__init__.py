"""Reads our own tables back into an edition: the folder of `mitodoke read`, the open data CSV, and their workbook.

The tables are facts that were read and audited before: they are taken as they are, and every cell that is not what
its column says is refused with its row. `docs/round-trips.md` lists what tables cannot carry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mitodoke.domain.document import LineUse
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.sources.read_csv.other_records import (
    is_progress,
    read_document,
    read_entries,
    read_figures,
    read_findings,
    read_glossary,
    read_line_uses,
    read_trials,
    stated_in,
)
from mitodoke.sources.read_csv.plan_records import read_indicators, read_items, read_levels, read_ratings
from mitodoke.sources.read_csv.table_rows import Tables, csv_rows
from mitodoke.sources.read_text import UnreadableFileError, read_bytes

CONTENT_TABLES = frozenset({"items", "indicators", "collaborations"})
_DOCUMENT_COLUMNS = frozenset({"document", "title", "kind"})
_READ = frozenset(
    {
        "document", "levels", "items", "item_departments", "item_flags", "item_sdgs", "item_audience", "item_outcomes",
        "item_unknown", "activities", "ratings", "indicators", "values", "collaborations", "collaboration_departments",
        "occurrences", "organisations", "glossary", "figures", "rules", "rule_failures", "findings", "lines",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableReading:
    """Tables read: the edition they hold, and the uses of lines where they tell them."""

    edition: Edition
    line_uses: tuple[LineUse, ...] = ()


def is_table_folder(folder: Path) -> bool:
    """Whether `folder` holds our tables: ``document.csv`` and at least one table of content."""
    return (folder / "document.csv").is_file() and any(
        (folder / f"{name}.csv").is_file() for name in CONTENT_TABLES
    )


def read_table_folder(folder: Path) -> TableReading:
    """The tables in `folder`; UnreadableFileError with one sentence for what is missing or wrong."""
    if not is_table_folder(folder):
        raise UnreadableFileError(
            f"{folder} に edition.json も、表（document.csv と、items.csv・indicators.csv・collaborations.csv のいずれか）もありません。"
            "mitodoke read の出力フォルダーか、公開データの CSV のフォルダーを指定してください。"
        )
    files = {path.stem: path for path in sorted(folder.glob("*.csv")) if path.stem in _READ}
    read: Tables = {}
    for name, path in files.items():
        data = read_bytes(path)
        if not data.strip():
            continue
        _, read[name] = csv_rows(data, str(path))
    return read_tables(read, str(folder))


def read_tables(tables: Tables, name: str) -> TableReading:
    """The edition that `tables` hold; `name` is their folder's or file's for messages."""
    documents = tables.get("document", [])
    if len(documents) != 1:
        raise UnreadableFileError(
            f"{name} の表 document は {len(documents)} 行あります（期待するもの：1 行）。一つの文書の表を指定してください。"
        )
    figures, levels = read_figures(tables), read_levels(tables)
    content = DocumentContent(
        document=read_document(documents[0]),
        items=read_items(tables),
        indicators=read_indicators(tables),
        entries=read_entries(tables),
        glossary=read_glossary(tables),
        ratings=read_ratings(tables),
        # A plan with levels of its own prints no progress: what the tables tell of it was calculated.
        stated=stated_in(tuple(one for one in figures if not (levels and is_progress(one)))),
        levels=levels,
    )
    audit = Audit(figures=figures, trials=read_trials(tables), findings=read_findings(tables))
    return TableReading(Edition(content=content, audit=audit), read_line_uses(tables))


def are_tables(columns: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether tables with these columns are ours: a document's own table and one of content."""
    return set(columns.get("document", ())) >= _DOCUMENT_COLUMNS and bool(CONTENT_TABLES & columns.keys())
