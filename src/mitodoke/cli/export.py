"""`mitodoke export`: an edition as a file to pass on."""

from __future__ import annotations

import argparse
from pathlib import Path

from mitodoke.cli.audit import load_edition_from
from mitodoke.cli.command import NOT_READ, READ, Command, complain
from mitodoke.cli.django_setup import prepare_database
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import NotAnEditionError
from mitodoke.sources.extract import UnknownLayoutError
from mitodoke.sources.read_text import UnreadableFileError

FORMATS = ("package", "json", "iati", "events", "calendar")
"""The names of `EDITION_FORMATS`, told here so that no other command waits for the libraries behind them."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="EDITION|DIR|FILE", help="公表した版の文書名、read の出力フォルダー、または文書"
    )
    parser.add_argument(
        "--format", required=True, choices=FORMATS, help="ファイルの形式（docs/open-data.md）"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="書き出すファイル")
    parser.add_argument("--base", default="", metavar="URL", help="公開するサイトのアドレス（末尾は /）")


def _run(options: argparse.Namespace) -> int:
    from mitodoke.outputs.open_data.edition_name import Publication  # noqa: PLC0415
    from mitodoke.outputs.open_data.formats import EDITION_FORMATS  # noqa: PLC0415

    try:
        edition = _edition(options.source)
    except (UnreadableFileError, UnknownLayoutError, NotAnEditionError) as problem:
        complain(str(problem))
        return NOT_READ
    form = next(form for form in EDITION_FORMATS if form.name == options.format)
    if not form.applies(edition):
        complain(f"「{edition.content.document.title}」には、{form.title}で表せる内容がありません。")
        return NOT_READ
    try:
        options.out.write_bytes(form.render(edition, Publication(base=options.base)))
    except OSError as problem:
        complain(f"{options.out} に書き込めません（{problem.strerror}）。保存先を確かめてください。")
        return NOT_READ
    print(f"{options.out}：{form.title}")
    return READ


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
    help="版を、データパッケージ・JSON・カレンダーなどのファイルに書き出します",
    description="公表した版からも、まだ保存していない文書からも書き出せます。同じ版からは、いつも同じファイルになります。",
    example="mitodoke export mayoral_pledges-999997-2025 --format package --out 公約.zip",
    add_arguments=_add_arguments,
    run=_run,
)
