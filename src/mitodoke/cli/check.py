"""`mitodoke check`: a city's own CSV or Excel table against the rules of machine-readable data, before it is published."""

from __future__ import annotations

import argparse
from pathlib import Path

from mitodoke.cli.command import NOT_READ, READ, READ_IN_PART, Command, complain
from mitodoke.domain.finding import Finding
from mitodoke.outputs.open_data_rules.check_csv import check_csv, csv_columns
from mitodoke.outputs.open_data_rules.check_grid import compare_columns
from mitodoke.outputs.open_data_rules.check_workbook import check_workbook
from mitodoke.outputs.open_data_rules.hits import violations

WORKBOOKS = (".xlsx", ".xlsm")
"""File names that tell a workbook; all others are checked as CSV."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="調べる CSV か Excel（xlsx）")
    parser.add_argument(
        "--previous",
        type=Path,
        metavar="CSV",
        help="前回公開したCSV。項目の名前と並びが保たれているかも調べます",
    )


def _run(options: argparse.Namespace) -> int:
    status = READ
    try:
        before = None if options.previous is None else _columns(options.previous)
    except OSError as problem:
        return _unreadable(options.previous, problem)
    for path in options.files:
        try:
            found = _check(path, before)
        except OSError as problem:
            status = _unreadable(path, problem)
            continue
        print("\n".join(_report(path, found)))
        if violations(found):
            status = max(status, READ_IN_PART)
    return status


def _check(path: Path, before: tuple[str, ...] | None) -> tuple[Finding, ...]:
    if path.suffix.lower() in WORKBOOKS:
        # Opened first, so that a file that is not there is told as one.
        with path.open("rb"):
            return check_workbook(path)
    found = check_csv(path.read_bytes(), path.name)
    return found if before is None else (*found, *compare_columns(before, _columns(path), path.name))


def _columns(path: Path) -> tuple[str, ...]:
    return csv_columns(path.read_bytes())


def _unreadable(path: Path, problem: OSError) -> int:
    complain(f"{path} を開けません（{problem.strerror}）。ファイル名と場所を確かめてください。")
    return NOT_READ


def _report(path: Path, found: tuple[Finding, ...]) -> list[str]:
    if not found:
        return [f"{path.name}：機械が読み取れる表の規則に外れるところはありません。"]
    broken = len(violations(found))
    head = f"{path.name}：直すところ {broken:,}件、確かめるとよいところ {len(found) - broken:,}件"
    wrong = set(violations(found))
    return [head, *(f"  {'直す' if one in wrong else '助言'}　{one.message}" for one in found)]


COMMAND = Command(
    name="check",
    help="市が作った表（CSV、Excel）が、機械で読み取れる形かを調べます",
    description="公開する前の表を、行政データの機械可読性の規則に照らし、セルの場所と直し方を示します。"
    "ファイルは変えません。\n終了コードは、外れるところがなければ 0、あれば 1、開けないファイルがあれば 2 です。",
    example="mitodoke check 公共施設一覧.csv --previous 昨年度/公共施設一覧.csv",
    add_arguments=_add_arguments,
    run=_run,
)
