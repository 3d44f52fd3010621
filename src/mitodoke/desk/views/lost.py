"""Where no page is, and what was sent from a page that is too old: answers that lead back to one's own work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import bad_request

from mitodoke.desk.presentation.unsaved_texts import unsaved_texts
from mitodoke.desk.views.show import show
from mitodoke.publishing.views.page import not_found as not_found_in_public

_OLD_PAGE = (
    "画面を開いてから、別の画面でサインインし直したか、Cookie が消されたため、送られた内容を受け付けませんでした。何も変わっていません。"
    "入力した文章が下にあるときは控えてから、画面を開き直してもう一度送ってください。"
)
DESK = "/desk/"
"""What the addresses of the desk begin with."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that no page has; whether there ever was one it does not tell."""
    if not request.path_info.startswith(DESK):
        return not_found_in_public(request, exception)
    return show(
        request,
        None,
        "problem.html",
        title="ページが見つかりません",
        sentence="このアドレスのページはありません。取り消されたか、アドレスが途中で切れているかもしれません。"
        "メールのリンクから開いたときは、リンクの全体をもう一度開いてください。",
        signed_in=request.user.is_authenticated,
        status=404,
    )


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a request that is broken or far too large; the desk tells what to do, the public site is plain."""
    if not request.path_info.startswith(DESK):
        return bad_request(request, exception)
    return show(
        request,
        None,
        "problem.html",
        title="送られた内容を読み取れませんでした",
        sentence="送られた内容が壊れているか、多すぎるため、受け付けませんでした。何も変わっていません。"
        "画面を開き直し、数を減らしてもう一度送ってください。",
        # A request that is refused early has no person yet.
        signed_in=hasattr(request, "user") and request.user.is_authenticated,
        status=400,
    )


def sent_from_old_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without the token of this session; `reason` is for the log, which has it already."""
    if request.headers.get("Accept", "").startswith("application/json"):
        message = (
            "画面が古くなったため、保存できませんでした。入力した文章を控えてから、画面を開き直してください。"
        )
        return JsonResponse({"error": message}, status=403, json_dumps_params={"ensure_ascii": False})
    title = "送られた内容を受け付けませんでした"
    signed_in = request.user.is_authenticated
    return show(
        request,
        None,
        "problem.html",
        title=title,
        sentence=_OLD_PAGE,
        unsaved=unsaved_texts(request.POST),
        signed_in=signed_in,
        status=403,
    )
