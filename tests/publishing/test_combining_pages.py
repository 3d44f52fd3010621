"""A plan in which the lead's rating counts: a lead that said nothing is told, and the coverage counts the lead alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.combining import Combining
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.own_progress import own_gauge
from mitodoke.publishing.api.coverage import coverage_of
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.own_percentage import own_item_percentage
from publishing.own_levels import CONTENT, plan_edition

ITEM = "1-1-1"
ADDRESSES = EditionAddresses(CityAddresses("999997"), CONTENT.document.kind, 2025, 1)


def index_of(*departments: str) -> EditionIndex:
    """The plan with these departments at the item that 花課 rates 8 and みどり課 5."""
    items = tuple(
        replace(one, departments=departments) if one.item_id == ITEM else one for one in CONTENT.items
    )
    return EditionIndex(plan_edition(replace(CONTENT, items=items, combining=Combining.LEAD)))


@pytest.mark.parametrize(
    ("departments", "number", "counted"),
    [(("花課", "みどり課"), "80.0", 1), (("みどり課", "花課"), "50.0", 1), (("水課", "花課"), None, 0)],
)
def test_the_value_of_the_lead_with_what_it_covers(
    departments: tuple[str, ...], number: str | None, counted: int
) -> None:
    index = index_of(*departments)
    item = index.items[ITEM]
    shown = own_item_percentage(item, index, ADDRESSES)
    assert shown is not None
    assert shown.number == number
    assert (
        shown.rule == "事務事業＝令和7年度の主担当（先頭に記載された部署）の評価（四捨五入して小数第1位まで）"
    )
    figure = index.figure(ITEM, "progress")
    assert figure is not None
    covered = coverage_of(figure, index)
    assert covered is not None
    assert (covered.of, covered.with_number) == (1, counted)
    gauge = own_gauge(EditionTree(index.edition), item)
    assert gauge is not None
    if number is None:
        assert shown.absence.startswith("主担当の評価がないため")
        assert gauge.figure.startswith("主担当の評価がないため")
        assert shown.coverage == "1件中0件を評価（回答なし1件）"
    with speaking("en"):
        spoken = own_item_percentage(item, index, ADDRESSES)
    assert spoken is not None
    assert spoken.rule.startswith("The rating of the lead department")
    assert spoken.absence.isascii()
