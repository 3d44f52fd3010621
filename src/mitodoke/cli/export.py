"""`mitodoke export`: an edition as a file to pass on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mitodoke.cli.audit import load_edition_from
from mitodoke.cli.command import NOT_READ, READ, Command, complain
from mitodoke.cli.django_setup import prepare_database
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import NotAnEditionError
from mitodoke.sources.extract import UnknownLayoutError
from mitodoke.sources.read_text import UnreadableFileError

if TYPE_CHECKING:
    from mitodoke.outputs.reports.settings import ReportSettings

DATA_FORMATS = ("package", "json", "iati", "events", "calendar")
REPORT_FORMATS = ("pdf", "docx", "xlsx")
"""The names of `EDITION_FORMATS` and of the reports' `FORMATS`, told here so that no other command waits for the
libraries behind them."""
TABLES = "tables"
"""The report that is no report: every table in one workbook for machines."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="EDITION|DIR|FILE", help="公表した版の文書名、read の出力フォルダー、または文書"
    )
    parser.add_argument(
        "--format", required=True, choices=DATA_FORMATS + REPORT_FORMATS, help="ファイルの形式"
    )
    parser.add_argument(
        "--report",
        metavar="NAME",
        help="報告書の種類（省略すると主な報告書。summary は議会向け概要、departments は担当部署別、"
        "tables は表計算のデータ表。tables の形式は xlsx だけ）",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="書き出すファイル")
    parser.add_argument("--base", default="", metavar="URL", help="公開するサイトのアドレス（末尾は /）")


def _run(options: argparse.Namespace) -> int:
    try:
        edition = _edition(options.source)
        made = _data(edition, options) if options.format in DATA_FORMATS else _report(edition, options)
    except (UnreadableFileError, UnknownLayoutError, NotAnEditionError, CannotExportError) as problem:
        complain(str(problem))
        return NOT_READ
    try:
        options.out.write_bytes(made)
    except OSError as problem:
        complain(f"{options.out} に書き込めません（{problem.strerror}）。保存先を確かめてください。")
        return NOT_READ
    print(f"{options.out} に書き出しました。")
    return READ


class CannotExportError(Exception):
    """The edition has nothing for this format; its text is one Japanese sentence."""


def _data(edition: Edition, options: argparse.Namespace) -> bytes:
    from mitodoke.outputs.open_data.edition_name import Publication  # noqa: PLC0415
    from mitodoke.outputs.open_data.formats import EDITION_FORMATS  # noqa: PLC0415

    form = next(form for form in EDITION_FORMATS if form.name == options.format)
    if not form.applies(edition):
        raise CannotExportError(
            f"「{edition.content.document.title}」には、{form.title}で表せる内容がありません。"
        )
    return form.render(edition, Publication(base=options.base))


def _tables(edition: Edition, options: argparse.Namespace) -> bytes:
    from mitodoke.outputs.xlsx_tables import CellTooLongError, render_tables  # noqa: PLC0415

    if options.format != "xlsx":
        raise CannotExportError("データ表の形式は xlsx だけです。--format xlsx を指定してください。")
    try:
        return render_tables(edition)
    except CellTooLongError as problem:
        raise CannotExportError(str(problem)) from problem


def _report(edition: Edition, options: argparse.Namespace) -> bytes:
    if options.report == TABLES:
        return _tables(edition, options)
    from mitodoke.outputs.reports.fonts import FontsMissingError, find_fonts  # noqa: PLC0415
    from mitodoke.outputs.reports.pdf import ReportNotRenderedError  # noqa: PLC0415
    from mitodoke.outputs.reports.registry import UnknownReportError, reports_of  # noqa: PLC0415
    from mitodoke.outputs.reports.render import render_report  # noqa: PLC0415
    from mitodoke.outputs.reports.unprintable import unprintable_characters  # noqa: PLC0415

    name = options.report or reports_of(edition)[0].name
    settings = _settings(edition, options.source)
    try:
        made = render_report(edition, name, settings, file_format=options.format)
    except (UnknownReportError, ReportNotRenderedError, FontsMissingError) as problem:
        raise CannotExportError(str(problem)) from problem
    if options.format == "pdf":
        for one in unprintable_characters(edition, settings, find_fonts(settings.font)):
            complain(one.sentence)
    return made


def _settings(edition: Edition, source: str) -> ReportSettings:
    """What the city of a published edition set on the desk; the defaults for a file, which is nobody's yet."""
    from mitodoke.outputs.reports.settings import ReportSettings  # noqa: PLC0415

    if Path(source).exists():
        return ReportSettings()
    from mitodoke.publishing.report_settings import settings_of  # noqa: PLC0415

    return settings_of(edition)


def _edition(source: str) -> Edition:
    """The published edition of that name, or what stands at that path."""
    path = Path(source)
    if path.exists():
        return load_edition_from(path)
    prepare_database()
    from mitodoke.publishing.queries import load_edition  # noqa: PLC0415

    kind, _, rest = source.partition("-")
    code, _, year = rest.partition("-")
    if kind in set(DocumentKind) and year.isdecimal():
        edition = load_edition(code, DocumentKind(kind), int(year))
        if edition is not None:
            return edition
    raise UnreadableFileError(
        f"{source} というファイルも、公表した版もありません。文書名は mitodoke publish が示したものを指定してください。"
    )


COMMAND = Command(
    name="export",
    help="版を、報告書（PDF・Word・Excel）やデータパッケージなどのファイルに書き出します",
    description="公表した版からも、まだ保存していない文書からも書き出せます。同じ版からは、いつも同じファイルになります。",
    example="mitodoke export mayoral_pledges-999997-2025 --format pdf --out 公約.pdf",
    add_arguments=_add_arguments,
    run=_run,
)
