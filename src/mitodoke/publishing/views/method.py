"""The page of the method: every rule used, in words and formula."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.findings import FindingDocument
from mitodoke.publishing.presentation.method import method_page
from mitodoke.publishing.views.page import City, find_city, open_everything, public_page
from mitodoke.publishing.views.show import show


@public_page
def method(request: HttpRequest, code: str) -> HttpResponse:
    """How figures are calculated, rounded, judged and checked."""
    city = find_city(code)
    documents = [
        FindingDocument(index=one.index, addresses=one.addresses, label=one.short_label)
        for one in open_everything(city)
    ]
    return show(
        request,
        "method.html",
        city,
        title=tr("計算と点検の方法"),
        section="method",
        description=tr("進捗率・達成率・平均・端数処理・判定・点検の規則を、式と言葉で示します。"),
        page=method_page(documents),
    )


def pages(city: City) -> Iterator[str]:
    """The address of this page."""
    yield city.addresses.page("method")
