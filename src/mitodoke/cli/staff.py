"""`mitodoke staff`: an account for the desk with a role, above all that of the first 管理者."""

from __future__ import annotations

import argparse
import getpass
import sys

from mitodoke.cli.command import NOT_READ, READ, Command, complain
from mitodoke.cli.django_setup import prepare_database
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.role import Role

_ROLES = {role.label: role for role in Role} | {role.value: role for role in Role}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", metavar="NAME", help="サインインに使う利用者名")
    parser.add_argument("--city", required=True, metavar="CODE", help="全国地方公共団体コード（6桁）")
    parser.add_argument(
        "--city-name", metavar="NAME", help="自治体名（全国の一覧にないコードのときだけ必要）"
    )
    parser.add_argument(
        "--role", default=Role.ADMINISTRATOR.label, metavar="ROLE", help="役割（省略すると管理者）"
    )
    parser.add_argument("--department", metavar="NAME", help="部署（所属担当と所属長のとき）")
    parser.add_argument("--by", metavar="NAME", help="登録する管理者の利用者名（最初の管理者のときは不要）")
    parser.add_argument("--family-name", default="", metavar="NAME", help="姓")
    parser.add_argument("--given-name", default="", metavar="NAME", help="名")
    parser.add_argument("--email", default="", metavar="ADDRESS", help="メールアドレス")
    parser.add_argument(
        "--rescue",
        action="store_true",
        help="サインインできなくなった利用者のパスワードを作り直し、二段階認証を解除します（役割は変えません）",
    )
    parser.add_argument(
        "--ask-password",
        action="store_true",
        help="使う本人がパスワードを端末で入力します（省略すると作って一度だけ表示し、最初のサインインで変えます）",
    )


def _run(options: argparse.Namespace) -> int:
    role = _ROLES.get(options.role)
    if role is None:
        complain(
            f"「{options.role}」という役割はありません。{'、'.join(one.label for one in Role)}から選んでください。"
        )
        return NOT_READ
    prepare_database()
    typed = None
    try:
        if options.rescue:
            print(_rescue(options.username))
            return READ
        if options.ask_password:
            typed = _typed_password(options)
        told = _store(options, role, typed)
    except ActionDenied as denied:
        complain(str(denied))
        return NOT_READ
    print(told)
    return READ


def _store(options: argparse.Namespace, role: Role, typed: str | None) -> str:
    """The account and its role, both or neither; what to tell."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.departments.queries import department_on  # noqa: PLC0415
    from mitodoke.departments.services import (  # noqa: PLC0415
        appoint_first_administrator,
        begin_membership,
        register_municipality,
    )
    from mitodoke.desk.services import open_account  # noqa: PLC0415

    login, today = getpass.getuser(), timezone.localdate()
    with transaction.atomic():
        city = register_municipality(code=options.city, name=options.city_name, by=login)
        person = User.objects.filter(username=options.username).first()
        password = ""
        if person is None:
            person, password = open_account(
                username=options.username,
                family_name=options.family_name,
                given_name=options.given_name,
                email=options.email,
                with_password=typed is None,
                by=login,
            )
            if typed is not None:
                person.set_password(typed)
                person.save(update_fields=["password"])
        if role is Role.ADMINISTRATOR and not options.by:
            appoint_first_administrator(person=person, municipality=city, by=login)
        else:
            by = User.objects.filter(username=options.by or "").first()
            if by is None:
                raise ActionDenied("--by に、登録する管理者の利用者名を指定してください。")
            department = None
            if options.department:
                department = department_on(municipality_code=city.code, name=options.department, day=today)
                if department is None:
                    raise ActionDenied(
                        f"{city.name}に「{options.department}」という部署はありません。部署名を確かめてください。"
                    )
            begin_membership(
                person=person, role=role, municipality=city, department=department, valid_from=today, by=by
            )
    lines = [f"{options.username} を{city.name}の{role.label}に登録しました。"]
    if password:
        lines.append(f"パスワード（表示は一度だけです）: {password}")
    return "\n".join(lines)


def _rescue(username: str) -> str:
    """A new password for who cannot get in, above all the only 管理者; what to tell."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from mitodoke.desk.services import rescue_account  # noqa: PLC0415

    person = User.objects.filter(username=username).first()
    if person is None:
        raise ActionDenied(f"「{username}」という利用者はいません。利用者名を確かめてください。")
    password = rescue_account(person=person, by=getpass.getuser())
    return f"{username} のパスワードを作り直し、二段階認証を解除しました。\nパスワード（表示は一度だけです）: {password}"


def _typed_password(options: argparse.Namespace) -> str:
    """A password typed twice that keeps the rules; ActionDenied says which it does not keep."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    if not sys.stdin.isatty():
        raise ActionDenied(
            "--ask-password は端末で実行してください。省略すると、パスワードを作って表示します。"
        )
    password = getpass.getpass("パスワード: ")
    if password != getpass.getpass("パスワード（もう一度）: "):
        raise ActionDenied("二回のパスワードが違います。もう一度実行してください。")
    person = User(username=options.username, last_name=options.family_name, first_name=options.given_name)
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise ActionDenied("".join(problem.messages)) from problem
    return password


COMMAND = Command(
    name="staff",
    help="職員の作業画面の利用者を作り、役割を登録します（最初の管理者など）",
    description=(
        "パスワードは作って一度だけ表示します。本人は、最初のサインインで自分のパスワードに変えます。"
        "続きの登録は、管理者が作業画面の「職員と役割」で行えます。"
    ),
    example="mitodoke staff kanri --city 999997 --city-name 花咲市 --family-name 管理",
    add_arguments=_add_arguments,
    run=_run,
)
