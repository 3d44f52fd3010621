"""README.md of a data package: what the data is, where it is from, and how its columns are to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mitodoke.domain.edition import Edition
from mitodoke.domain.finding import Severity
from mitodoke.outputs.open_data.codes import code_list
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.fields import Field
from mitodoke.outputs.open_data.open_table import OpenTable, one_line
from mitodoke.outputs.open_data.reference_tables import VersionNote

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def readme(
    edition: Edition,
    tables: Iterable[OpenTable],
    history: Iterable[VersionNote],
    publication: Publication,
) -> bytes:
    """Japanese first, English after it; UTF-8."""
    parts = [
        f"# {_plain(edition_title(edition))}\n",
        *_about(edition, publication),
        *_history(history),
        _READING,
        *(_table(table) for table in tables),
        _ENGLISH,
    ]
    return "\n".join(parts).encode()


def _plain(text: str | None) -> str:
    """Text of a document inside Markdown: nothing in it is read as a mark."""
    return _MARKS.sub(r"\\\1", one_line(text or "") or "不明")


def _about(edition: Edition, publication: Publication) -> list[str]:
    document = edition.content.document
    licence = publication.licence
    counts = dict.fromkeys(Severity, 0)
    for finding in edition.audit.findings:
        counts[finding.severity] += 1
    found = "、".join(f"{severity.label}{number}件" for severity, number in counts.items())
    lines = [
        f"- 地方公共団体: {_plain(document.municipality)}（{_plain(document.municipality_code)}）",
        f"- 原典: {_plain(document.title)}（公表: {_plain(document.published)}、SHA-256: {_plain(document.sha256)}）",
        f"- 対象期間: {_plain(document.period_start)} から {_plain(document.period_end)} まで",
        f"- 時点: {_plain(document.as_of)}",
        f"- 版: {edition_name(edition)}（公表日: {_plain(edition.published_on)}）",
        f"- 利用条件: {licence.title}（{licence.name}） <{licence.address}>",
        f"- 読み取り: {document.lines}行のうち{document.lines_accounted}行の使途が分かっています。",
        f"- 指摘: {found}（findings.csv）",
    ]
    if edition.fictional:
        lines.insert(0, "- この版は架空のもので、試用のために作られています。")
    if publication.base:
        lines.append(f"- 公開場所: <{publication.page_of(edition)}>")
    if publication.contact:
        lines.append(f"- 問合せ先: {_plain(publication.contact)}")
    return [*lines, ""]


def _history(history: Iterable[VersionNote]) -> list[str]:
    lines = [f"- 第{entry.version}版（{_plain(entry.published)}）: {_plain(entry.note)}" for entry in history]
    return ["## 更新履歴\n", *lines, ""]


def _table(table: OpenTable) -> str:
    head = [
        f"### {table.name}.csv — {table.title}\n",
        f"{table.description} / {table.description_en}\n",
        "| 列 | 名称 | 型 | 説明 |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *(_column(field) for field in table.fields), ""])


def _column(field: Field) -> str:
    kind = str(field.type) + (f"（{field.unit}）" if field.unit else "")
    codes = ""
    if field.codes:
        codes = f" コード表: {field.codes}（{'、'.join(code_list(field.codes).values)}）"
    return f"| `{field.name}` | {field.title} | {kind} | {field.description}{codes} |"


_READING = """## データの読み方

- 文字コードはUTF-8（BOMなし）、区切りはカンマ、改行はCR LF、1行目が項目名、1行が1件です。
- 空欄は「値がない」ことを示し、0ではありません。計画の項目では、item_unknown.csvにある欄の空欄は「原典で失われていて
  分からない」、ほかの欄の空欄は「なし」です。
- 値は原典のままです。疑わしい値も直さず、findings.csvに指摘として挙げています。
- 原典の改行と連続する空白は、1つの空白にしています。原典どおりの文字列はedition.jsonにあります。
- 表計算ソフトが数式として実行するおそれのある文字（= + - @ やタブ）で始まる文字列には、先頭に「'」を付けています。
- 表計算ソフトでCSVを開くと、「01-1」のような番号が日付に変わることがあります。表計算ソフトで使う場合は、xlsxを使うか、
  すべての列を文字列として読み込んでください。
- 日付は西暦（ISO 8601）です。原典の和暦の表記はprintedで終わる名前の列に残しています。
- 年度は4月から翌年3月までで、始まりの年の西暦で示します。
- placeの列は原典の場所で、L120-L134は120行目から134行目までを示します。
- コードの意味はcodes.csv、列の型と制約はdatapackage.json、CSVWの定義はcsv-metadata.jsonと各CSVの-metadata.jsonにあります。
- 列は増えることがありますが、今ある列の名前と意味は変わりません。

## 表と列
"""

_ENGLISH = """## In English

UTF-8 without BOM, RFC 4180, one record a line, one value a cell. An empty cell is absent and never 0. Values are
as printed in the source document; doubtful places are kept and listed in findings.csv. Runs of white space are one
space; the exact texts are in edition.json. A text that a spreadsheet could run as a formula has an apostrophe before
it. Fiscal years run from April to March and bear the number of their first calendar year. Types, codes, keys and
English names are in datapackage.json; codes.csv explains every code.
"""
