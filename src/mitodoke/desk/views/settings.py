"""設定: how a person wants messages; one's own choice, which needs no role."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.reporting.mail.outbox import choose_delivery, delivery_of
from mitodoke.reporting.mail.words import Delivery, MessageKind

_HINTS = {
    Delivery.EACH: "お知らせがあるたびに1通ずつ届きます。",
    Delivery.DAILY: "その日のお知らせが1通にまとまって届きます。",
    Delivery.NONE: "期限のお知らせも届きません。待っている仕事は「自分の仕事」で確かめてください。"
    "自分あてに作られた回答用のリンクだけは、メールで届きます。",
}
_NOT_NEWS = frozenset({MessageKind.LINK, MessageKind.DIGEST})
"""Kinds of mail that nobody chooses about."""


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read and change it; what is chosen counts for messages that are written from now on."""
    if request.method != "POST":
        return _page(request, visit)
    chosen = next((one for one in Delivery if one.value == request.POST.get("delivery")), None)
    if chosen is None:
        return _page(request, visit, denied="メールの受け取り方を一つ選んでください。", status=422)
    choose_delivery(person=visit.person, delivery=chosen)
    messages.success(request, f"メールの受け取り方を「{chosen.label}」にしました。")
    return redirect("desk:settings")


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    return show(
        request,
        visit,
        "settings.html",
        title="設定",
        section="settings",
        denied=denied,
        status=status,
        choices=list(Delivery),
        hints=_HINTS,
        kinds=[one.label for one in MessageKind if one not in _NOT_NEWS],
        current=delivery_of(visit.person),
        email=visit.person.email,
    )
