"""`mitodoke site`: the public site as plain files."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from mitodoke.cli.command import NOT_READ, READ, Command, complain, show_progress
from mitodoke.cli.django_setup import prepare_database


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="書き出すフォルダー（前に書き出した所なら変更分だけ）",
    )
    parser.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="公開するサイトのアドレス（末尾は /）。新着のお知らせ・カタログ・サイトマップに要ります",
    )

    parser.add_argument(
        "--reports",
        action="store_true",
        help="報告書（PDF・Word・Excel）も書き出します（一度目は時間がかかります）",
    )


def _run(options: argparse.Namespace) -> int:
    base: str = options.base
    if base and not (base.startswith(("http://", "https://")) and base.endswith("/")):
        complain("--base には、https:// で始まり / で終わるアドレスを指定してください。")
        return NOT_READ
    prepare_database()
    from mitodoke.publishing.static_form.write_site import FolderTakenError, write_site  # noqa: PLC0415

    started = time.monotonic()
    try:
        report = write_site(
            options.out,
            base=base,
            reports=options.reports,
            progress=lambda done, total: show_progress(done, total, "ページ"),
        )
    except FolderTakenError as problem:
        complain(str(problem))
        return NOT_READ
    except OSError as problem:
        complain(
            f"{options.out} に書き込めません（{problem.strerror}）。保存先を確かめてください。前のサイトはそのままです。"
        )
        return NOT_READ
    seconds = time.monotonic() - started
    print(
        f"{options.out} に書き出しました（新しく作ったファイル {report.rendered}、前と同じファイル {report.kept}、"
        f"除いたファイル {report.removed}、{seconds:.1f} 秒）。"
    )
    if not base:
        print(
            "公開先のアドレス（--base）がないため、新着のお知らせ・カタログ・サイトマップは書き出していません。"
        )
    return READ


COMMAND = Command(
    name="site",
    help="公開サイトを、そのまま置けるファイル一式として書き出します",
    description="どのウェブサーバーにも、USBメモリーにも置けます。二度目からは変わった所だけを作り直し、"
    "途中で止めても前のサイトはそのまま残ります。",
    example="mitodoke site --out 公開サイト --base https://www.example.lg.jp/mitodoke/",
    add_arguments=_add_arguments,
    run=_run,
)
