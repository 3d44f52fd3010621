"""The tables that explain the others: the codes with their names, and what changed from version to version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.codes import CODE_LISTS
from mitodoke.outputs.open_data.fields import ISO_DATE, count, text
from mitodoke.outputs.open_data.open_table import OpenTable, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """One version of an edition: when it was published (ISO), and what changed, in one Japanese sentence."""

    version: int
    published: str | None
    note: str


def _codes(_: Edition) -> Iterator[tuple[Value, ...]]:
    for codes in CODE_LISTS:
        for code in codes.codes:
            yield codes.name, code.code, code.label, code.label_en


CODES_TABLE = OpenTable(
    name="codes", title="コード表", title_en="Code lists",
    description="すべてのコードの意味。どの列がどのコードを使うかは列の定義にあります。",
    description_en="What every code means; the definition of a column names its code list.",
    fields=(
        text("code_list", "コード表の名前", "code list", "コード表の名前。", "The name of the list.", required=True),
        text("code", "コード", "code", "データに現れるコード。", "The code as it stands in the data.", required=True),
        text("label", "日本語の名称", "label in Japanese", "コードの日本語の名称。", "The name in Japanese."),
        text("label_en", "英語の名称", "label in English", "コードの英語の名称。", "The name in English."),
    ),
    source=_codes, key=("code_list", "code"),
)  # fmt: skip


def history_of(edition: Edition) -> tuple[VersionNote, ...]:
    """What an edition alone tells of its history: its own version."""
    note = "公表しました。" if edition.version == 1 else "訂正した版を公表しました。"
    return (VersionNote(version=edition.version, published=edition.published_on, note=note),)


def history_table(history: tuple[VersionNote, ...]) -> OpenTable:
    """The update history as a table."""

    def rows(_: Edition) -> Iterator[tuple[Value, ...]]:
        for entry in history:
            yield entry.version, entry.published, entry.note

    return OpenTable(
        name="history", title="更新履歴", title_en="Update history",
        description="この版までの更新の履歴。", description_en="What changed up to this version.",
        fields=(
            count("version", "版", "version", "版の番号。", "Number of the version.", required=True),
            text("published", "公表日", "published", "公表した日（西暦）。", "Day of publication (ISO 8601).",
                 pattern=ISO_DATE),
            text("note", "内容", "note", "更新の内容。", "What changed, in Japanese."),
        ),
        source=rows, key=("version",),
    )  # fmt: skip
