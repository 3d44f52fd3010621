"""`mitodoke mcp`: the published editions for a language model, over the standard input and output."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from urllib.parse import urlsplit

from mitodoke.cli.command import NOT_READ, READ, Command, complain
from mitodoke.cli.django_setup import prepare_database

NOT_INSTALLED = (
    "mcp を使うには追加の部品が必要です。pip install 'mitodoke[mcp]' を実行してから、もう一度お試しください。"
)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="公開するサイトのアドレス（末尾は /）。省略すると MITODOKE_PUBLIC_ADDRESS、それもなければサイトの中の位置だけを示します",
    )


def _run(options: argparse.Namespace) -> int:
    if find_spec("mcp") is None:
        complain(NOT_INSTALLED)
        return NOT_READ
    parts = urlsplit(options.base)
    whole = parts.scheme in {"http", "https"} and parts.hostname and options.base.endswith("/")
    if options.base and not whole:
        complain(
            f"--base {options.base} はサイトのアドレスではありません。https://example.jp/ のように、末尾を / にしてください。"
        )
        return NOT_READ
    prepare_database()
    from django.conf import settings  # noqa: PLC0415

    from mitodoke.publishing.mcp_server.server import build_server  # noqa: PLC0415  needs Django and the extra

    build_server(options.base or settings.PUBLIC_ADDRESS or "/").run()
    return READ


COMMAND = Command(
    name="mcp",
    help="公表した版を、MCP対応のAIから読めるようにします（読むだけ。追加の部品 mcp が必要です）",
    description="標準入出力で応答するMCPサーバーです。AIのアプリの設定に、このコマンドを登録して使います。",
    example="mitodoke mcp --base https://example.jp/",
    add_arguments=_add_arguments,
    run=_run,
)
