"""The `mitodoke` command and its table of subcommands."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from mitodoke import __version__
from mitodoke.cli import audit, check, database, export, mail, mcp, publish, read, site, staff
from mitodoke.cli import round as survey_round
from mitodoke.cli.command import Command

COMMANDS: tuple[Command, ...] = (
    read.COMMAND,
    audit.COMMAND,
    check.COMMAND,
    export.COMMAND,
    database.IMPORT,
    publish.PUBLISH,
    publish.RELEASE,
    publish.WITHDRAW,
    site.COMMAND,
    database.DEMO,
    staff.COMMAND,
    survey_round.COMMAND,
    mail.COMMAND,
    database.SERVE,
    mcp.COMMAND,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand; each has its help with an example."""
    parser = argparse.ArgumentParser(
        prog="mitodoke",
        description="公約・総合戦略・協働事業の公表文書を読み取り、検算し、保存し、公開します。",
        epilog="例: mitodoke read 公約.txt --out out   （各コマンドの説明: mitodoke read --help）",
    )
    parser.add_argument("--version", action="version", version=f"mitodoke {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="コマンド", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name,
            help=command.help,
            description=command.description,
            epilog=f"例: {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


CIRCLES_SOUGHT = (100_000, 50, 100)
"""How many objects are made until circles are looked for: records hold none, so that seeking often only costs time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status of design.md section 6."""
    gc.set_threshold(*CIRCLES_SOUGHT)
    options = build_parser().parse_args(argv)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe (head, less) has closed it: no fault of ours, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("中断しました。", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
