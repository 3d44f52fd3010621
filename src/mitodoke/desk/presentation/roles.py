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
class StepLink:
    """One step of the work: the page it is done on, and what is done there or when; empty where the label says it."""

    label: str
    address: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """What somebody with a role does; `links` in the order of the work."""

    role: str
    where: str
    sentence: str
    links: tuple[StepLink, ...]


def role_table(visit: Visit) -> tuple[RoleWords, ...]:
    """Every role with its rights, from the table of `domain.role`; the person's own first."""
    held = {grant.role for grant in visit.grants}
    return tuple(
        RoleWords(
            label=role.label,
            rights=tuple(right.label for right in Right if right in RIGHTS[role]),
            held=role in held,
        )
        for role in sorted(Role, key=lambda one: one not in held)
    )


_STEPS: dict[Role, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    Role.PLANNER: (
        "文書と計画を登録し、部署に回答を依頼し、届いた回答を確かめて公表します。一年の仕事は、次の順に進みます。",
        (
            (
                "文書を取り込む",
                "imports",
                "初めに、これまでに公表した公約・総合戦略・協働事業の文書を読み取ります。",
            ),
            ("計画を作る・見直す", "plans", "総合計画などを新しく作るときと、計画を見直すときに使います。"),
            (
                "次の年度の文書を作る",
                "year_new",
                "年度が替わったら、昨年度の文書から今年度の文書を作ります。",
            ),
            ("調査の一覧を開く", "rounds", "部署に回答を依頼し、進み具合を見て、期限が来たら締め切ります。"),
            ("承認・確認", "approvals", "所属長が承認した回答を確認し、確定します。"),
            (
                "文書と公表の一覧を開く",
                "documents",
                "締め切った調査の回答を反映し、指摘を確かめて公表します。",
            ),
            ("報告書を作る", "city_reports", "PDF、Word、Excel の報告書を作ります。"),
        ),
    ),
    Role.REPORTER: (
        "部署に依頼された回答が、この画面に期限の近い順に並びます。上から順に開いて入力し、提出してください。",
        (),
    ),
    Role.HEAD: (
        "提出された回答が、この画面に並びます。内容を読んで承認するか、直してほしい点を書いて差し戻してください。",
        (("承認・確認の一覧を開く", "approvals", ""),),
    ),
    Role.READER: (
        "すべての部署の回答と履歴を読むことができます。変えることはできません。",
        (("調査の一覧を開く", "rounds", ""), ("計画の一覧を開く", "plans", "")),
    ),
    Role.EVALUATOR: (
        "公表された版と、共有された案を読み、計画ごとに意見を書きます。市の回答が確定するまで経過を見られます。",
        (("外部評価のページを開く", "evaluation", ""),),
    ),
    Role.ADMINISTRATOR: (
        "部署と、職員の利用者・役割を登録し、安全に使えるようにします。初めてのときは、上から順に進めてください。",
        (
            (
                "部署を登録する",
                "departments",
                "取り込んだ文書に書かれた担当部署は、調査を始めるときに自動で登録されます。",
            ),
            (
                "職員の利用者を作る",
                "person_new",
                "まず企画担当を、次に部署ごとの所属担当と所属長を作ります。",
            ),
            (
                "職員をまとめて登録する",
                "people_upload",
                "部署ごとの所属担当と所属長は、Excel の一覧から一度に登録できます。",
            ),
            ("職員と役割を開く", "people", "役割の追加と終了、異動の引継ぎ、不在のときの代理を登録します。"),
            (
                "招待とサインインの管理",
                "people_safety",
                "招待、二段階認証、サインインできない人の手助けをします。",
            ),
            ("利用者の年次確認", "people_review", "年に一度、役割が今も必要かを確かめます。"),
            ("報告書の体裁", "report_look", "報告書に入れる自治体の名称、色、ロゴを決めます。"),
        ),
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
                links=tuple(
                    StepLink(label=label, address=_address(page, grant.municipality), purpose=purpose)
                    for label, page, purpose in links
                ),
            )
        )
    return tuple(steps)


def _address(page: str, code: str) -> str:
    return reverse(f"desk:{page}", kwargs={} if page in _NOT_OF_A_CITY else {"code": code})
