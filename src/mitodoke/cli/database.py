"""`mitodoke import`, `demo` and `serve`: commands that use the database."""

from __future__ import annotations

import argparse
import getpass
import logging
from typing import TYPE_CHECKING, Any

from mitodoke.cli.command import NOT_READ, READ, READ_IN_PART, Command, aligned, complain, show_progress
from mitodoke.cli.django_setup import prepare_database
from mitodoke.cli.read import add_source_arguments, stated_by
from mitodoke.cli.remembered_heads import read_with_memory, told_columns
from mitodoke.domain.action import ActionDenied
from mitodoke.outputs.edition_json import NotAnEditionError
from mitodoke.sources.extract import UnknownLayoutError
from mitodoke.sources.read_text import UnreadableFileError

if TYPE_CHECKING:
    from mitodoke.reporting.services import ImportPlan
    from mitodoke.sources.read_file import FileReading


def _add_import_arguments(parser: argparse.ArgumentParser) -> None:
    add_source_arguments(parser)
    parser.add_argument(
        "--commit", action="store_true", help="保存します（付けないと、何が変わるかだけを示します）"
    )


def _read_all(options: argparse.Namespace) -> list[FileReading]:
    from mitodoke.documents.queries import all_remembered_columns  # noqa: PLC0415

    stated = stated_by(options)
    memory = all_remembered_columns()
    files, told = [], []
    for number, path in enumerate(options.files, start=1):
        show_progress(number - 1, len(options.files), str(path))
        file, used = read_with_memory(path, stated, memory)
        files.append(file)
        told += [told_columns(path, used)] if used else []
        show_progress(number, len(options.files), str(path))
    for line in told:
        print(line)
    return files


def _import(options: argparse.Namespace) -> int:
    prepare_database()
    try:
        files = _read_all(options)
    except (UnreadableFileError, UnknownLayoutError, NotAnEditionError, ValueError) as problem:
        complain(str(problem))
        return NOT_READ
    from mitodoke.reporting.services import plan_imports  # noqa: PLC0415

    readings = [file.reading for file in files]
    try:
        plans = _store(files, by=_whoever()) if options.commit else plan_imports(readings)
    except ActionDenied as denied:
        complain(str(denied))
        return NOT_READ
    for plan in plans:
        print("\n".join(_told(plan)))
    print("保存しました。" if options.commit else "まだ保存していません。--commit を付けると保存します。")
    return READ_IN_PART if any(reading.unaccounted for reading in readings) else READ


def _store(files: list[FileReading], *, by: str) -> list[ImportPlan]:
    """Store the readings with the files that they were read from, all or nothing."""
    from django.db import transaction  # noqa: PLC0415

    from mitodoke.documents.services import keep_original  # noqa: PLC0415
    from mitodoke.reporting.services import import_readings  # noqa: PLC0415

    with transaction.atomic():
        plans = import_readings(readings=[file.reading for file in files], by=by)
        for file in files:
            if file.placed is not None and file.original is not None:
                keep_original(data=file.original, name=file.placed.name, kind=file.placed.kind, by=by)
    return plans


def _told(plan: ImportPlan) -> list[str]:
    lines = [f"{plan.document}「{plan.title}」：{plan.outcome.label}（第{plan.revision}稿）"]
    head = ("", "追加", "変更", "移動", "削除", "同じ")
    changes = [change for change in plan.tables if not change.is_empty]
    rows = [
        (c.label, str(c.added), str(c.changed), str(c.moved), str(c.removed), str(c.unchanged))
        for c in changes
    ]
    lines += ["  " + line for line in (aligned([head, *rows]) if rows else [])]
    if plan.revision > 1:
        lines += [f"    {change.label} {example}" for change in changes for example in change.examples]
    return lines


def _demo(options: argparse.Namespace) -> int:
    prepare_database()
    from mitodoke.demo.load import load_demo  # noqa: PLC0415

    for line in load_demo():
        print(line)
    if options.desk:
        from mitodoke.demo.desk_people import load_desk  # noqa: PLC0415

        for line in load_desk():
            print(line)
    return READ


def _add_demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--desk", action="store_true", help="架空の市の作業画面の利用者も作り、パスワードを一度だけ表示します"
    )


SERVER_OPTIONS: dict[str, Any] = {
    "ident": "mitodoke",
    # Which proxies are believed `config.trusted_proxies` decides, which needs to see what they say.
    "clear_untrusted_proxy_headers": False,
}


def _add_serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="待ち受けるアドレス（省略すると 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="待ち受けるポート（省略すると 8000）")
    parser.add_argument("--threads", type=int, default=8, help="同時に応答する数（省略すると 8）")


def _serve(options: argparse.Namespace) -> int:
    prepare_database()
    from waitress.server import create_server  # noqa: PLC0415

    from mitodoke.config.wsgi import application  # noqa: PLC0415

    # Requests that wait for a moment are no news, and telling each one costs more than answering it from memory.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = create_server(
            application, host=options.host, port=options.port, threads=options.threads, **SERVER_OPTIONS
        )
    except OSError as problem:
        complain(
            f"{options.host}:{options.port} で待ち受けられません（{problem.strerror}）。--port で別の番号を指定してください。"
        )
        return NOT_READ
    print(
        f"http://{options.host}:{options.port}/ で表示しています。終わるときは Ctrl+C を押してください。",
        flush=True,
    )
    server.run()
    return READ


def _whoever() -> str:
    """Who runs the command: the name of the login, which is all a command can know."""
    return getpass.getuser()


IMPORT = Command(
    name="import",
    help="文書を読み取って保存します（--commit を付けるまでは、何が変わるかだけを示します）",
    description="すべての文書を保存するか、一つも保存しないかのどちらかです。同じ文書を二度読み込んでも何も変わりません。",
    example="mitodoke import 公約.txt 戦略.txt --commit",
    add_arguments=_add_import_arguments,
    run=_import,
)
DEMO = Command(
    name="demo",
    help="見本のデータ（公表文書の数値と、架空の市）を用意します",
    description="すでに用意されている場合は、何も変わりません。",
    example="mitodoke demo --desk",
    add_arguments=_add_demo_arguments,
    run=_demo,
)
SERVE = Command(
    name="serve",
    help="サイトを表示します",
    description="外部のサービスを使わず、この機械だけで動きます。",
    example="mitodoke serve --port 8000",
    add_arguments=_add_serve_arguments,
    run=_serve,
)
