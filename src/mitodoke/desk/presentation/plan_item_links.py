"""What else belongs to an item of a plan: one line a page, shown on the item's page to those who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from mitodoke.desk.permissions import ACCESS
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """A page about one item: the name of its address, and what it is for."""

    name: str
    label: str
    purpose: str


ITEM_LINKS: tuple[ItemLink, ...] = (
    ItemLink(name="verify", label="検証", purpose="一年の終わりに、続けるか直すかを決めて理由を残します。"),
    ItemLink(
        name="observations", label="観察と判断", purpose="年度の途中で気付いたことと決めたことを残します。"
    ),
    ItemLink(name="opinions", label="外部評価の意見", purpose="外部評価の意見と、それへの回答です。"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A link on the page."""

    label: str
    purpose: str
    address: str


def item_links(visit: Visit, item_id: str) -> tuple[ShownLink, ...]:
    """The pages of `ITEM_LINKS` that this person can open for the item."""
    return tuple(
        ShownLink(label=one.label, purpose=one.purpose, address=address)
        for one in ITEM_LINKS
        if one.name in ACCESS and visit.opens(ACCESS[one.name])
        if (address := _address(visit, one.name, item_id)) is not None
    )


def _address(visit: Visit, name: str, item_id: str) -> str | None:
    """The address of the page for the item, or for the plan with the item asked for; None where there is none."""
    plan: dict[str, object] = {"ledger_id": visit.plan.pk}
    year = {"year": FiscalYear.of(visit.today).year}
    of_item = {"item_id": item_id}
    for parts, query in (
        (plan | year | of_item, ""),
        (plan | of_item, ""),
        (plan, f"?{urlencode({'item': item_id})}"),
    ):
        try:
            return reverse(f"desk:{name}", kwargs=parts) + query
        except NoReverseMatch:
            continue
    return None
