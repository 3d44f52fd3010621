"""Whether the cells of a row can name a person, a role and a department: the rules of the page for one person."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from mitodoke.departments.models import Department
from mitodoke.desk.accounts.staff_list.rows import Column, StaffRow
from mitodoke.desk.forms import AccountForm, field_problems
from mitodoke.domain.japanese_text import comparable, fold_width
from mitodoke.domain.role import DEPARTMENT_ROLES, Role

_FORMULA = ("=", "+", "-", "@")
_NOT_IN_NAMES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Kinds of characters that show nothing or turn the text: no name has them (variants of kanji are of another kind)."""
_ROLES = {comparable(role.label): role for role in Role}
_COLUMN_OF = {
    "username": Column.USERNAME,
    "family_name": Column.NAME,
    "given_name": Column.NAME,
    "last_name": Column.NAME,
    "first_name": Column.NAME,
    "email": Column.EMAIL,
}

Told = tuple[Column, str]
"""Which cell is wrong, and the sentence for it."""


def split_name(text: str) -> tuple[str, str]:
    """姓 and 名 as they are typed with a space between them; without one, all of it is 姓, as nobody can know."""
    family, _, given = " ".join(text.split()).partition(" ")
    return family, given


def wrong_in(row: StaffRow) -> Iterator[Told]:
    """What is wrong with the cells that say who the person is, whether or not there is an account."""
    if not row.text(Column.USERNAME) and Column.USERNAME not in row.unread:
        yield Column.USERNAME, "利用者名を入力してください。"
    for column in (Column.USERNAME, Column.NAME, Column.EMAIL):
        if column in row.unread:
            yield column, "値を読めません。数式ではなく、文字で入力してください。"
    name = row.text(Column.NAME)
    if fold_width(name).startswith(_FORMULA):
        yield Column.NAME, "氏名は = + - @ で始められません。"
    elif any(unicodedata.category(one) in _NOT_IN_NAMES or one == "\ufffd" for one in name):
        yield Column.NAME, "氏名に、改行か、目に見えない文字があります。入力し直してください。"


def wrong_for_account(username: str, name: str, email: str) -> Iterator[Told]:
    """What keeps an account from being made, by the form of the page for one person and by the account's own rules."""
    family, given = split_name(name)
    form = AccountForm({"username": username, "family_name": family, "given_name": given, "email": email})
    if not form.is_valid():
        for field, told in field_problems(form).items():
            # The form asks for 姓 and 名 in two fields, the list has one.
            missing = field == "family_name" and not family
            yield _COLUMN_OF[field], "氏名を入力してください。" if missing else told
        return
    try:
        User(username=username, last_name=family, first_name=given, email=email).clean_fields({"password"})
    except ValidationError as problem:
        for field, sentences in problem.message_dict.items():
            yield _COLUMN_OF[field], "".join(sentences)


def read_role(row: StaffRow) -> Role | Told:
    """The role of a row, or what is wrong with its cell."""
    typed = row.text(Column.ROLE)
    role = _ROLES.get(comparable(typed)) if Column.ROLE not in row.unread else None
    if role is not None:
        return role
    names = "、".join(one.label for one in Role)
    if not typed:
        return Column.ROLE, f"役割を入力してください（{names}）。"
    return Column.ROLE, f"役割は次のどれか一つにしてください：{names}。二つ目の役割は行を分けます。"


def read_department(
    row: StaffRow, role: Role, departments: Mapping[str, Department]
) -> Department | Told | None:
    """The department of a row (`departments` by name), None for a role of the whole city, or what is wrong."""
    typed = row.text(Column.DEPARTMENT)
    if Column.DEPARTMENT in row.unread:
        return Column.DEPARTMENT, "値を読めません。数式ではなく、文字で入力してください。"
    if role not in DEPARTMENT_ROLES:
        if not typed:
            return None
        return Column.DEPARTMENT, f"{role.label}は市全体の役割です。部署の欄を空にしてください。"
    if not typed:
        return Column.DEPARTMENT, f"{role.label}の部署を入力してください。"
    found = departments.get(typed) or departments.get(comparable(typed))
    if found is not None:
        return found
    names = {comparable(one.name): one.name for one in departments.values()}
    near = difflib.get_close_matches(comparable(typed), names, n=1, cutoff=0.75)
    hint = f"「{names[near[0]]}」のことですか。違うときは、" if near else ""
    return Column.DEPARTMENT, f"この名前の部署はありません。{hint}先に「部署」のページで加えてください。"
