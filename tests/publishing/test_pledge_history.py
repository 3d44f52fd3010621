"""One item over the editions: its percentages, and whether its wording is still the original one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.pledge_history import PledgeHistory, YearEdition, pledge_history
from publishing.pledge_editions import pledge_edition


def edition(year: int, *, without: bool = False, **changed: object) -> YearEdition:
    """An edition in which the pledge 01-1 is `changed`, or missing."""
    made = pledge_edition(year=year)
    items = tuple(
        replace(one, **changed) if one.code == "01-1" else one  # type: ignore[arg-type]
        for one in made.content.items
        if not (without and one.code == "01-1")
    )
    index = EditionIndex(replace(made, content=replace(made.content, items=items)))
    addresses = EditionAddresses(CityAddresses("999997"), DocumentKind.MAYORAL_PLEDGES, year, 1)
    return YearEdition(index=index, addresses=addresses, label=str(year), published_on=f"{year + 1}-06-01")


def history(*editions: YearEdition) -> PledgeHistory:
    item: PlanItem = next(
        one.index.items_by_key["01-1"] for one in reversed(editions) if "01-1" in one.index.items_by_key
    )
    return pledge_history(item, "01-1", editions, "公約01-1の進捗状況")


def test_a_single_edition_has_nothing_to_compare() -> None:
    found = history(edition(2024))
    assert [row.wording for row in found.rows] == ["最初の文言"]
    assert "文言を比べられる版は、まだありません" in found.verdict
    assert found.chart == ""
    assert found.rows[0].title == "遊び場をふやす"


def test_percentages_stand_in_order_with_their_coverage() -> None:
    found = history(
        edition(2023, printed_progress=Decimal(10)), edition(2024, printed_progress=Decimal("65.5"))
    )
    assert [row.number for row in found.rows] == ["10", "65.5"]
    assert all(row.scope for row in found.rows)
    assert "65.5％" in found.chart
    assert "変わっていません（2つの版で同じ）" in found.verdict


@pytest.mark.parametrize(
    ("title", "wording", "changed", "shown"),
    [
        ("遊び場をふやす", "変更なし", False, None),
        ("遊び場を ふやす", "空白や全角・半角だけの違い", False, "遊び場を ふやす"),
        ("遊び場をへらす", "変更あり", True, "遊び場をへらす"),
        (None, "見出しが原文から失われており、比べられません", False, None),
    ],
)
def test_wording_never_changes_silently(
    title: str | None, wording: str, changed: bool, shown: str | None
) -> None:
    found = history(edition(2023), edition(2024, title=title))
    assert (found.rows[1].wording, found.rows[1].changed, found.rows[1].title) == (wording, changed, shown)
    assert found.changed is changed


def test_a_lost_title_does_not_hide_a_later_change() -> None:
    found = history(edition(2022), edition(2023, title=None), edition(2024, title="別の約束"))
    assert [row.changed for row in found.rows] == [False, False, True]
    assert "1回変わっています" in found.verdict


def test_a_changed_subtitle_is_a_changed_wording() -> None:
    assert history(edition(2023), edition(2024, subtitle="新しい副題")).rows[1].changed


def test_an_edition_without_the_item_says_so_and_gives_no_number() -> None:
    found = history(edition(2022), edition(2023, without=True), edition(2024))
    gap = found.rows[1]
    assert (gap.present, gap.number, gap.absence) == (False, None, "項目なし")
    assert gap.edition.address == "/999997/pledges/fy2023/v1/"
    assert found.rows[2].wording == "変更なし"


def test_a_lost_percentage_is_never_zero() -> None:
    found = history(edition(2023, printed_progress=None), edition(2024, printed_progress=Decimal(0)))
    assert found.rows[0].number is None
    assert found.rows[0].absence == "公表値の記載がありません"
    assert found.rows[1].number == "0"
