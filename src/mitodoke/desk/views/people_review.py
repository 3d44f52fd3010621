"""利用者の年次確認: everyone with roles on one page, to confirm, end or hand over together; also on paper and as CSV."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import people_known_in
from mitodoke.desk.accounts.review import (
    confirm_people,
    end_people,
    hand_over_people,
    review_of,
)
from mitodoke.desk.forms import WarekiDateField, first_problem
from mitodoke.desk.plain_form import PlainForm
from mitodoke.desk.presentation.people_page import person_choices
from mitodoke.desk.presentation.review_page import review_lines, review_table
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.outputs.csv_text import csv_lines

_MOST = 10_000
"""People in one act; more than any city has at the desk."""


class _DayForm(PlainForm):
    day = WarekiDateField(label="日付", max_length=40)


@require_http_methods(["GET", "HEAD", "POST"])
def people_review(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The table and its acts; an act is done for all chosen people or for nobody."""
    if request.method != "POST":
        return _page(request, visit)
    try:
        act = _ACTS.get(request.POST.get("action", ""))
        if act is None:
            raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")
        told = act(request, visit)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    messages.success(request, told)
    return redirect("desk:people_review", code=code)


@require_safe
def people_review_csv(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The table as CSV with a byte order mark, which spreadsheets need to read it as UTF-8."""
    columns, rows = review_table(review_of(code, visit.today))
    text = "\ufeff" + "".join(csv_lines(columns, rows))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"利用者の年次確認（{visit.city.name}、{format_date(visit.today)}）.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _confirm(request: HttpRequest, visit: Visit) -> str:
    count = confirm_people(
        people=_chosen(request, visit),
        municipality=visit.city,
        by=visit.person,
        now=timezone.now(),
        today=visit.today,
    )
    return f"{count}人の役割を、このまま継続すると記録しました。"


def _end(request: HttpRequest, visit: Visit) -> str:
    day = _day(request)
    count = end_people(
        people=_chosen(request, visit),
        municipality=visit.city,
        last_day=day,
        by=visit.person,
        now=timezone.now(),
        today=visit.today,
    )
    return f"{count}人の役割が{format_date(day)}で終わるように登録しました。"


def _hand_over(request: HttpRequest, visit: Visit) -> str:
    day = _day(request)
    pairs = []
    known = people_known_in(visit.codes)
    for person in _chosen(request, visit):
        name = request.POST.get(f"successor-{person.pk}", "").replace("\x00", "").strip()[:150]
        successor = known.filter(username=name, is_active=True).first() if name else None
        if not name:
            raise ActionDenied(f"{person_name(person)}の後任の利用者名を入力してください。")
        if successor is None:
            raise ActionDenied(
                f"{person_name(person)}の後任に入力した「{name[:40]}」という利用者はいません。利用者名を確かめてください。"
            )
        pairs.append((person, successor))
    count = hand_over_people(
        pairs=pairs,
        municipality=visit.city,
        on=day,
        by=visit.person,
        now=timezone.now(),
        today=visit.today,
    )
    return f"{count}人の部署の役割を、{format_date(day)}から後任に引き継ぎます。"


_ACTS: dict[str, Callable[[HttpRequest, Visit], str]] = {
    "confirm": _confirm,
    "end": _end,
    "hand_over": _hand_over,
}


def _chosen(request: HttpRequest, visit: Visit) -> list[User]:
    numbers = {
        int(one)
        for one in request.POST.getlist("person")[:_MOST]
        if one.isascii() and one.isdigit() and len(one) < 18
    }
    return list(people_known_in(visit.codes).filter(pk__in=numbers).order_by("pk"))


def _day(request: HttpRequest) -> datetime.date:
    form = _DayForm(request.POST)
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    day: datetime.date = form.cleaned_data["day"]
    return day


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    code = visit.city.code
    people = review_of(code, visit.today)
    chosen = set(request.POST.getlist("person"))
    return show(
        request,
        visit,
        "people_review.html",
        title="利用者の年次確認",
        section="people",
        trail=(Entry(label="職員と役割", address=reverse("desk:people", kwargs={"code": code})),),
        denied=denied,
        status=status,
        year=FiscalYear.of(visit.today).label,
        people=review_lines(people),
        waiting=sum(one.is_due for one in people),
        choices=person_choices(code),
        chosen=chosen,
        typed=request.POST,
        today=format_date(visit.today),
        csv=reverse("desk:people_review_csv", kwargs={"code": code}),
    )
