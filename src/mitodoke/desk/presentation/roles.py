"""Roles in words: what each may do, and what somebody who holds it does first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mitodoke.departments.models import Department, Municipality
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import RIGHTS, Right, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """A role, what it may do, and whether this person holds it."""

    label: str
    rights: tuple[str, ...]
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """What somebody with a role does; `links` are labels and addresses in the order of the work."""

    role: str
    where: str
    sentence: str
    links: tuple[tuple[str, str], ...]


def role_table(visit: Visit) -> tuple[RoleWords, ...]:
    """Every role with its rights, from the table of `domain.role`."""
    held = {grant.role for grant in visit.grants}
    return tuple(
        RoleWords(
            label=role.label,
            rights=tuple(right.label for right in Right if right in RIGHTS[role]),
            held=role in held,
        )
        for role in Role
    )


_STEPS: dict[Role, tuple[str, tuple[tuple[str, str], ...]]] = {
    Role.PLANNER: (
        "計画を登録し、部署に回答を依頼し、届いた回答を確認・確定して、締め切った調査を公表します。"
        "初めてのときは、手元の文書を取り込むところから始めてください。",
        (
            ("文書を取り込む", "imports"),
            ("計画を作る・見直す", "plans"),
            ("調査の一覧を開く", "rounds"),
            ("公表の一覧を開く", "documents"),
            ("報告書を作る", "city_reports"),
        ),
    ),
    Role.REPORTER: (
        "部署に依頼された回答が、この画面に期限の近い順に並びます。上から順に開いて入力し、提出してください。",
        (),
    ),
    Role.HEAD: (
        "提出された回答が、この画面に並びます。内容を読んで承認するか、直してほしい点を書いて差し戻してください。",
        (("承認・確認の一覧を開く", "approvals"),),
    ),
    Role.READER: (
        "すべての部署の回答と履歴を読むことができます。変えることはできません。",
        (("調査の一覧を開く", "rounds"), ("計画の一覧を開く", "plans")),
    ),
    Role.EVALUATOR: (
        "公表された版と、共有された案を読み、計画ごとに意見を書きます。市の回答が確定するまで経過を見られます。",
        (("外部評価のページを開く", "evaluation"),),
    ),
    Role.ADMINISTRATOR: (
        "職員の利用者を作り、役割を登録します。異動や不在のときは、終了と代理もここで登録します。",
        (("職員と役割を開く", "people"), ("部署の一覧を開く", "departments")),
    ),
}
_NOT_OF_A_CITY = frozenset({"approvals"})


def first_steps(visit: Visit) -> tuple[FirstStep, ...]:
    """One line a role and place that the person holds: own roles first, then those of absent colleagues."""
    departments = Department.objects.in_bulk({one.department for one in visit.grants if one.department})
    cities = Municipality.objects.in_bulk({one.municipality for one in visit.grants})
    steps = []
    for grant in visit.grants:
        sentence, links = _STEPS[grant.role]
        where = departments[grant.department].name if grant.department else cities[grant.municipality].name
        steps.append(
            FirstStep(
                role=grant.role.label + ("（代理）" if grant.on_behalf_of is not None else ""),
                where=where,
                sentence=sentence,
                links=tuple((label, _address(page, grant.municipality)) for label, page in links),
            )
        )
    return tuple(steps)


def _address(page: str, code: str) -> str:
    return reverse(f"desk:{page}", kwargs={} if page in _NOT_OF_A_CITY else {"code": code})
