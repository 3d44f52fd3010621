"""`mitodoke round`: the workbooks of a round written into a folder, and taken from one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mitodoke.cli.command import NOT_READ, READ, READ_IN_PART, Command, complain, show_progress
from mitodoke.cli.django_setup import prepare_database
from mitodoke.domain.action import ActionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mitodoke.reporting.models import ReportingRound
    from mitodoke.reporting.workbook import AppliedWorkbook, Difference, WorkbookReading

RETURNED_SUFFIX = "_直す行.xlsx"
"""Ends the name of a workbook of failing rows; such files are not read as answers when they lie in the folder."""


COLLECTED = "部署から届いた調査票（Excel）を取り込み"
"""Why 企画担当 stores a workbook on behalf of its department, unless told otherwise."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", metavar="make|collect", required=True)
    make = commands.add_parser("make", help="調査のすべての部署の調査票を書き出します")
    make.add_argument("round", metavar="ROUND", help="調査の番号（指定を誤ると一覧を示します）")
    make.add_argument("--out", type=Path, required=True, metavar="DIR", help="書き出すフォルダー")
    collect = commands.add_parser("collect", help="フォルダーの調査票を読み、変わるところを示します")
    collect.add_argument("folder", type=Path, metavar="DIR", help="調査票の入ったフォルダー")
    collect.add_argument("--by", required=True, metavar="NAME", help="保存する人のアカウント名")
    collect.add_argument(
        "--reason",
        metavar="TEXT",
        help=f"企画担当が部署に代わって保存するときの理由（付けないと「{COLLECTED}」）",
    )
    collect.add_argument(
        "--commit", action="store_true", help="保存します（付けないと、何が変わるかだけを示します）"
    )


def _run(options: argparse.Namespace) -> int:
    prepare_database()
    return _make(options) if options.what == "make" else _collect(options)


def _make(options: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415

    from mitodoke.reporting.workbook import asked_departments, make_workbook, workbook_name  # noqa: PLC0415

    survey = _find_round(options.round)
    if survey is None:
        return NOT_READ
    departments = asked_departments(survey)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for number, department in enumerate(departments, start=1):
            data = make_workbook(reporting_round=survey, department=department, key=settings.SECRET_KEY)
            (options.out / workbook_name(survey, department)).write_bytes(data)
            show_progress(number, len(departments), department.name)
    except OSError as problem:
        complain(f"{options.out} に書き込めません（{problem.strerror}）。保存先を確かめてください。")
        return NOT_READ
    print(f"{options.out} に{len(departments):,}部署の調査票を書き出しました。")
    return READ


def _find_round(text: str) -> ReportingRound | None:
    """The round of that number; otherwise a sentence with the rounds there are, and None."""
    from mitodoke.reporting.models import ReportingRound  # noqa: PLC0415

    rounds = ReportingRound.objects.exclude(asks=()).select_related("plan__document", "register", "previous")
    if text.isascii() and text.isdigit() and len(text) < 19:
        found = rounds.filter(pk=int(text)).first()
        if found is not None:
            return found
    known = "、".join(f"{one.pk}（{one.document.title} {one.fiscal_year}年度）" for one in rounds[:20])
    complain(f"調査 {text} はありません。ある調査：{known or 'なし'}。")
    return None


def _collect(options: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    from mitodoke.reporting.workbook import read_workbook  # noqa: PLC0415

    person = User.objects.filter(username=options.by).first()
    if person is None:
        complain(f"アカウント「{options.by}」はありません。--by にアカウント名を指定してください。")
        return NOT_READ
    try:
        paths = sorted(
            path
            for path in options.folder.iterdir()
            if path.is_file() and not path.name.startswith((".", "~$"))
        )
    except OSError as problem:
        complain(f"{options.folder} を開けません（{problem.strerror}）。フォルダーを確かめてください。")
        return NOT_READ
    statuses = []
    for path in (one for one in paths if not one.name.endswith(RETURNED_SUFFIX)):
        try:
            reading = read_workbook(
                data=path.read_bytes(), name=path.name, key=settings.SECRET_KEY, person=person
            )
        except (ActionDenied, OSError) as problem:
            complain(f"{path.name}：{problem}")
            statuses.append(NOT_READ)
            continue
        statuses.append(_take(reading, path, person, commit=options.commit, reason=options.reason))
    if not statuses:
        complain(f"{options.folder} に調査票がありません。フォルダーを確かめてください。")
        return NOT_READ
    print("保存しました。" if options.commit else "まだ保存していません。--commit を付けると保存します。")
    if all(status == NOT_READ for status in statuses):
        return NOT_READ
    return READ if all(status == READ for status in statuses) else READ_IN_PART


def _take(reading: WorkbookReading, path: Path, person: User, *, commit: bool, reason: str | None) -> int:
    """Tell what a workbook changes and store it when asked; the status of this file."""
    if reading.refusal is not None:
        complain(reading.refusal)
        return NOT_READ
    print("\n".join(_told(reading)))
    if commit:
        try:
            done = _store(reading, person, reason)
        except ActionDenied as denied:
            complain(f"{reading.name}：{denied}（このファイルからは何も保存していません）")
            return NOT_READ
        print(
            f"  保存 {done.saved:,}か所、追加した事業 {done.added:,}件、"
            f"食い違い {done.conflicts:,}か所、保留 {done.held_back:,}か所"
        )
        _give_back(reading, path)
    return READ_IN_PART if reading.problems or reading.conflicts else READ


def _store(reading: WorkbookReading, person: User, reason: str | None) -> AppliedWorkbook:
    """Store the workbook; for 企画担当 on behalf of its department, as long as that takes."""
    from mitodoke.reporting.services import proxy_while  # noqa: PLC0415
    from mitodoke.reporting.workbook import apply_workbook  # noqa: PLC0415

    if reading.changes_nothing:
        return apply_workbook(reading=reading, by=person)
    assert reading.reporting_round is not None, "a reading that changes something is of a round"
    assert reading.department is not None
    with proxy_while(
        reporting_round=reading.reporting_round,
        department=reading.department,
        reason=reason,
        default=COLLECTED,
        by=person,
    ):
        return apply_workbook(reading=reading, by=person)


def _give_back(reading: WorkbookReading, path: Path) -> None:
    """Write the failing rows beside the workbook that they came from."""
    from django.conf import settings  # noqa: PLC0415

    from mitodoke.reporting.workbook import failing_rows_workbook  # noqa: PLC0415

    data = failing_rows_workbook(reading=reading, key=settings.SECRET_KEY)
    if data is None:
        return
    target = path.with_name(path.stem + RETURNED_SUFFIX)
    try:
        target.write_bytes(data)
    except OSError as problem:
        complain(f"{target.name} を書き込めません（{problem.strerror}）。")
        return
    print(f"  保存できなかった行を {target.name} に書き出しました。")


def _told(reading: WorkbookReading) -> list[str]:
    """What the workbook changes, cell by cell."""
    department = reading.department.name if reading.department else ""
    lines = [f"{reading.name}（{department}）：変わるところ {len(reading.differences):,}か所"]
    lines += [f"  注意：{warning}" for warning in reading.warnings]
    lines += [_difference(one) for one in reading.differences]
    lines += [
        f"{_difference(one)}　※調査票を取ったあとに{one.changed_by}が変えています"
        for one in reading.conflicts
    ]
    lines += [f"  直すところ：{one.message}" for one in reading.problems]
    lines += [f"  確かめるところ：{one.message}" for one in reading.notices]
    lines += [f"  助言：{one.message}" for one in reading.advice]
    return lines


def _difference(one: Difference) -> str:
    held_back = "（保留）" if one.held_back else ""
    was, now = _short(one.was_shown), _short(one.now_shown)
    return f"  {one.place} {one.subject} {one.label}：{was} → {now}{held_back}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:40] + "…"


COMMAND = Command(
    name="round",
    help="調査の調査票（Excel）を部署ごとに書き出し、回答の入った調査票を取り込みます",
    description="make は調査のすべての部署の調査票を書き出します。collect はフォルダーの調査票を読んで変わるところをセルごとに示し、"
    "--commit を付けると保存します。所属担当のほか、企画担当も部署に代わって保存できます（理由は履歴に残ります）。保存できなかった行は、元のファイルの隣に「…_直す行.xlsx」として書き出します。"
    "終了の値は、0 すべて読めた、1 直すところか食い違いがある、2 読めるものがない。",
    example="mitodoke round make 3 --out 調査票\n    mitodoke round collect 回収 --by tanaka --commit",
    add_arguments=_add_arguments,
    run=_run,
)
