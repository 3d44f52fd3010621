"""代行入力 on pages: what stands in the way of it, the department's answers, and who has entered in an answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mitodoke.departments.queries import headed_departments, others_hold
from mitodoke.desk.presentation.task_list import entry_titles
from mitodoke.desk.presentation.words import DRAFTS, answer_address, show_moment, subject
from mitodoke.desk.visit import Visit
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.role import Right, Role
from mitodoke.reporting.models import Assignment, ProxyEntry
from mitodoke.reporting.proxies import declared_by
from mitodoke.reporting.queries import AnswerPage, proxies_in

EXAMPLES = ("電話で聞き取り", "紙で受領", "メールで受け取った調査票を転記")
"""Reasons to choose from; any other can be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentAnswer:
    """One answer of the department: what it is about, where it stands, and whether it was handed in on its behalf.

    `draft` is its ``number:revision`` where it is one that can be handed in, by which `round_submit` takes it.
    """

    subject: str
    address: str
    state: str
    handed_in_for: bool
    draft: str | None


def own_proxy(visit: Visit) -> ProxyEntry | None:
    """The entry by which this person acts for the department and round of the address now; one query."""
    place = (visit.survey.pk, visit.office.pk)
    return declared_by(visit.person.pk, [visit.survey.pk]).get(place)


def must_give_reason(visit: Visit) -> bool:
    """Whether this person writes for the department of the address only with a reason, and has given none yet."""
    return not visit.may(Right.WRITE_ANSWERS, department=visit.office.pk) and own_proxy(visit) is None


def department_answers(visit: Visit) -> tuple[DepartmentAnswer, ...]:
    """The answers of the department in the round, in the order of the plan; two queries at most."""
    rows = list(
        Assignment.objects.filter(round=visit.survey, department=visit.office, cancelled=False)
        .select_related("item")
        .order_by("item__position", "position", "pk")
    )
    titles, address = entry_titles(rows), answer_address()
    return tuple(
        DepartmentAnswer(
            subject=subject(one, titles),
            address=address(one.pk),
            state=AnswerState(one.state).label,
            handed_in_for=one.submitted_proxy_id is not None,
            draft=f"{one.pk}:{one.revision}" if AnswerState(one.state) in DRAFTS else None,
        )
        for one in rows
    )


def cautions(visit: Visit) -> tuple[str, ...]:
    """What to know before one begins: that nobody else could check, or that nobody of the department can approve."""
    told = []
    code, day = visit.city.code, visit.today
    if not others_hold(Role.PLANNER, municipality_code=code, person=visit.person, day=day):
        told.append(
            "企画担当がほかにいないため、提出まで代わって行うと、その回答を確認できる人がいません。"
            "下書きまで入力して部署の所属担当に提出してもらうか、管理者に、もう一人（上司など）を企画担当に登録するよう依頼してください。"
        )
    if visit.office.pk not in headed_departments(departments=[visit.office.pk], day=day):
        told.append(
            f"{visit.office.name}には所属長の利用者がいません。代わって提出した回答の承認は、"
            "入力も提出もしていない企画担当が、所属長の承認を紙などで確かめて記録します。"
        )
    return tuple(told)


def others_entering(visit: Visit) -> tuple[str, ...]:
    """Who else enters for the department of the address now; one query."""
    entries = proxies_in(reporting_round=visit.survey).get(visit.office.pk, [])
    return tuple(
        f"{one.by}も代わって入力しています（理由：{one.reason}）。"
        for one in entries
        if one.person_id != visit.person.pk
    )


def entered_by_others(page: AnswerPage) -> tuple[str, ...]:
    """Who has entered in the answer on behalf of its department, as sentences, the latest first.

    What the reader enters just now is told by the form itself.
    """
    own = page.proxy
    return tuple(
        f"{Role.PLANNER.label} {one.by}が{one.department}に代わって{'入力し、提出しました' if one.handed_in else '入力しました'}"
        f"（理由：{one.reason}）。最後は{show_moment(one.last_at)}です。"
        for one in page.proxy_notes
        if own is None or (one.by, one.reason, one.handed_in) != (own.by, own.reason, False)
    )


def on_behalf_address(round_id: int, department_id: int, *, to: str = "") -> str:
    """The page on which one begins to enter for a department; `to` is the answer, or ``workbook``, to go on to."""
    address = reverse("desk:on_behalf", kwargs={"round_id": round_id, "department_id": department_id})
    return f"{address}?to={to}" if to else address
