"""`mitodoke read`: documents into records, without a database."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mitodoke.audit.checks.across import check_across
from mitodoke.audit.run import audit_content
from mitodoke.cli.command import NOT_READ, READ, READ_IN_PART, Command, aligned, complain, show_progress
from mitodoke.domain.edition import Edition, Reading
from mitodoke.domain.finding import Severity, merge_findings
from mitodoke.domain.municipality import is_municipality_code
from mitodoke.domain.own_levels import level_names
from mitodoke.outputs.edition_json import NotAnEditionError, read_edition
from mitodoke.outputs.folder import FolderTakenError, write_folder
from mitodoke.publishing.presentation.labels import check_label
from mitodoke.sources.extract import Stated, UnknownLayoutError
from mitodoke.sources.placed_lines import replace_audit_places
from mitodoke.sources.read_excel.mapping import read_mapping
from mitodoke.sources.read_file import FileReading, of_edition, read_file
from mitodoke.sources.read_text import UnreadableFileError, read_bytes


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads documents."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="読み取る文書（テキスト、PDF、Excel など）"
    )
    parser.add_argument("--municipality", metavar="NAME", help="自治体名（文書に書かれていないとき）")
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="Excel の見出しの対応表（TOML か JSON。知らない見出しがあるとき）",
    )
    parser.add_argument("--municipality-code", metavar="CODE", help="全国地方公共団体コード（6桁）")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_source_arguments(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="出力先。文書ごとに一つのフォルダーを作ります"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="指摘と、読み取れなかった行を表示します")


def stated_by(options: argparse.Namespace) -> Stated:
    """What the person said of the documents; ValueError with a sentence for an impossible code.

    UnreadableFileError with one for a mapping that cannot be read.
    """
    code = options.municipality_code
    if code is not None and not is_municipality_code(code):
        raise ValueError(
            f"{code} は全国地方公共団体コードではありません。検査数字を含む6桁で指定してください。"
        )
    columns = read_mapping(read_bytes(options.mapping), str(options.mapping)) if options.mapping else {}
    return Stated(municipality=options.municipality, municipality_code=code, columns=columns)


def read_source(path: Path, stated: Stated) -> FileReading:
    """Read a document of any kind, a folder of our tables, or an edition as JSON; one sentence where it cannot be."""
    source = path / "edition.json" if (path / "edition.json").is_file() else path
    if not source.is_dir():
        data = read_bytes(source)
        if data.lstrip()[:1] == b"{":
            return of_edition(read_edition(data), (), stated)
    return read_file(path, stated)


def read_edition_from(path: Path, stated: Stated) -> tuple[Edition, Reading]:
    """Read and audit one document; UnreadableFileError or UnknownLayoutError with a sentence."""
    file = read_source(path, stated)
    reading = file.reading
    if file.audit is not None:
        return Edition(content=reading.content, audit=file.audit), reading
    audit = audit_content(file.in_lines.content, file.in_lines.lines)
    if file.placed is not None:
        audit = replace_audit_places(audit, file.placed)
    findings = merge_findings(reading.findings, audit.findings)
    return Edition(content=reading.content, audit=replace(audit, findings=findings)), reading


def _run(options: argparse.Namespace) -> int:
    try:
        stated = stated_by(options)
    except (ValueError, UnreadableFileError) as problem:
        complain(str(problem))
        return NOT_READ
    status = READ
    read: list[tuple[Path, Edition, Reading]] = []
    for number, path in enumerate(options.files, start=1):
        show_progress(number - 1, len(options.files), str(path))
        try:
            read.append((path, *read_edition_from(path, stated)))
        except (UnreadableFileError, UnknownLayoutError, NotAnEditionError) as problem:
            complain(str(problem))
            status = NOT_READ
        show_progress(number, len(options.files), str(path))
    taken: Counter[str] = Counter()
    for path, edition, reading in _laid_side_by_side(read):
        taken[path.stem] += 1
        name = path.stem if taken[path.stem] == 1 else f"{path.stem}-{taken[path.stem]}"
        try:
            if options.out:
                write_folder(edition, reading.line_uses, options.out / name)
        except FolderTakenError as problem:
            complain(str(problem))
            status = NOT_READ
            continue
        except OSError as problem:
            complain(
                f"{options.out} に書き込めません（{problem.strerror}）。空き容量と権限を確かめてください。"
            )
            return NOT_READ
        _tell(path, edition, reading, verbose=options.verbose)
        if reading.unaccounted:
            status = max(status, READ_IN_PART)
    return status


def _laid_side_by_side(
    read: list[tuple[Path, Edition, Reading]],
) -> Iterator[tuple[Path, Edition, Reading]]:
    """The documents, each with what only shows beside the others of its city."""
    across = check_across([edition.content for _, edition, _ in read])
    for path, edition, reading in read:
        own = tuple(finding for document, finding in across if document == edition.content.document.document)
        audit = replace(edition.audit, findings=merge_findings(edition.audit.findings, own))
        yield path, replace(edition, audit=audit), reading


def _tell(path: Path, edition: Edition, reading: Reading, *, verbose: bool) -> None:
    document = edition.content.document
    owner = document.municipality or "自治体名不明"
    print(f"{path}: {owner}「{document.title}」（{document.kind.label}）")
    print("  " + "、".join(f"{name} {count}" for name, count in _counts(edition)))
    severities = Counter(finding.severity for finding in edition.audit.findings)
    told = "、".join(f"{one.label} {severities[one]}" for one in Severity if severities[one])
    disagreeing = sum(figure.agrees is False for figure in edition.audit.figures)
    print(f"  検算 {len(edition.audit.figures)} 件（不一致 {disagreeing}）、指摘：{told or 'なし'}")
    print(f"  行 {document.lines_accounted}/{document.lines}")
    if reading.unaccounted:
        shown = "、".join(f"{line}行目" for line in reading.unaccounted[:10])
        more = f" ほか {len(reading.unaccounted) - 10} 行" if len(reading.unaccounted) > 10 else ""
        print(f"  読み取れなかった行：{shown}{more}")
    if verbose:
        rows = [
            (f.place or "", f.severity.label, check_label(f.check), f.message) for f in edition.audit.findings
        ]
        for line in aligned(rows):
            print("    " + line)
    sys.stdout.flush()


def _counts(edition: Edition) -> list[tuple[str, int]]:
    content = edition.content
    names = level_names(content.levels)
    kinds = Counter(names[item.kind] for item in content.items)
    counts = list(kinds.items())
    others = {
        "取組": sum(len(item.activities) for item in content.items),
        "指標": len(content.indicators),
        "協働事業": len(content.entries),
        "用語": len(content.glossary),
    }
    return counts + [(name, count) for name, count in others.items() if count]


COMMAND = Command(
    name="read",
    help="文書を読み取り、記録・検算・指摘を CSV と JSON に書き出します（データベース不要）",
    description=(
        "文書の様式を内容から判別し、記録にします。終了コード: 0 読み取れた（指摘の有無は問わない）、"
        "1 一部の行を読み取れなかった、2 読めない・知らない様式。"
    ),
    example="mitodoke read 公約.txt 戦略.txt --out out",
    add_arguments=_add_arguments,
    run=_run,
)
