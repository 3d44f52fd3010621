"""The page that lists the indicators of a plan, of whatever kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.strategy_kpis import kpi_list
from mitodoke.publishing.views.page import City, OpenEdition
from mitodoke.publishing.views.show import show


def show_kpis(
    request: HttpRequest, city: City, opened: OpenEdition, *, section: str, facet: str, key: str, page: int
) -> HttpResponse:
    """All indicators of the edition, or those that are `key` in `facet`; what the query asks for besides counts too."""
    found = kpi_list(
        opened.index, opened.addresses, facet=facet, key=key, parameters=request.GET.dict(), page=page
    )
    whole = Link(tr("指標の一覧"), opened.addresses.page("kpi"))
    chosen = "、".join(f"{name}：{choice.label}" for name, choice in found.chosen)
    return show(
        request,
        "strategy_kpis.html",
        city,
        title=f"{whole.label}（{chosen}）" if chosen else whole.label,
        section=section,
        trail=(
            Link(tr(opened.addresses.kind.label), opened.addresses.home),
            *([whole] if found.chosen else []),
        ),
        edition=opened,
        page=found,
    )
