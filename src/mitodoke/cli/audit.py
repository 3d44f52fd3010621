"""`mitodoke audit`: the recomputation of a document as a table that a person can read."""

from __future__ import annotations

import argparse
from pathlib import Path

from mitodoke.cli.command import NOT_READ, READ, Command, aligned, complain
from mitodoke.cli.read import read_edition_from
from mitodoke.domain.edition import Edition
from mitodoke.domain.figure import RuleTrial
from mitodoke.outputs.edition_json import NotAnEditionError
from mitodoke.sources.extract import NOTHING_STATED, UnknownLayoutError
from mitodoke.sources.read_text import UnreadableFileError

SHOWN_FAILING = 20
_AGREES = {True: "一致", False: "不一致", None: "比較できない"}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", nargs="+", type=Path, metavar="DIR|FILE", help="read の出力フォルダー、または文書"
    )


def load_edition_from(source: Path) -> Edition:
    """The edition in a folder that `read` wrote, or the document at `source` read and audited now."""
    edition, _ = read_edition_from(source, NOTHING_STATED)
    return edition


def _run(options: argparse.Namespace) -> int:
    status = READ
    for source in options.sources:
        try:
            edition = load_edition_from(source)
        except (UnreadableFileError, UnknownLayoutError, NotAnEditionError) as problem:
            complain(str(problem))
            status = NOT_READ
            continue
        print("\n".join(_report(edition)))
    return status


def _report(edition: Edition) -> list[str]:
    document = edition.content.document
    title = f"{document.municipality or ''}「{document.title}」検算"
    head = [("対象", "数値", "公表", "再計算", "丸め前", "結果", "規則", "場所")]
    rows = [
        (
            figure.subject,
            figure.figure,
            figure.printed or "（記載なし）",
            figure.calculated or "－",
            figure.calculated_exact or "－",
            _AGREES[figure.agrees],
            figure.rule,
            figure.place or "",
        )
        for figure in edition.audit.figures
    ]
    lines = [title, *aligned(head + rows)]
    return [*lines, *_trials(edition.audit.trials), ""]


def _trials(trials: tuple[RuleTrial, ...]) -> list[str]:
    """Every rule that fits, then the nearest of those that fail, each with the figures it misses."""
    fitting = [trial for trial in trials if trial.fits]
    failing = sorted((trial for trial in trials if not trial.fits), key=lambda trial: -trial.reproduces)
    if not trials:
        return []
    lines = [
        "",
        f"集計規則の探索：{len(trials)} 通りのうち、公表された数値をすべて再現するのは {len(fitting)} 通り",
    ]
    for trial in fitting + failing[:SHOWN_FAILING]:
        mark = "○" if trial.fits else "×"
        missed = f"　外れ：{'、'.join(trial.failures)}" if trial.failures else ""
        lines.append(f"{mark} {trial.label}（{trial.of} 件中 {trial.reproduces} 件）{missed}")
    if len(failing) > SHOWN_FAILING:
        lines.append(f"× ほか {len(failing) - SHOWN_FAILING} 通り（rules.csv にすべてあります）")
    return lines


COMMAND = Command(
    name="audit",
    help="文書が公表した数値を計算し直し、一致・不一致を表で示します",
    description="百分率・件数・合計を、文書の中の数値だけから計算し直します。集計規則も探索して示します。",
    example="mitodoke audit out/公約",
    add_arguments=_add_arguments,
    run=_run,
)
