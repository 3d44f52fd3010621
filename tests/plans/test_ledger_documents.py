"""Plans that documents print, in every layout: taken over, kept whole, issued for the next year, and surveyed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.plan_change import ChangeItem, ItemField, SetStructure
from mitodoke.domain.plan_structure import PlanStructure
from mitodoke.plans.models import PlanLedger, PromisedWording
from mitodoke.plans.services import issue_plan, take_over_plan
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import import_reading
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import read_text
from plans.ledger_desk import LedgerDesk, content
from reporting.desk import APRIL
from reporting.sample import CODE

pytestmark = pytest.mark.django_db

FICTIONAL = [
    "pledges-hanasaki-2025.txt",
    "pledges-minato-2024.txt",
    "pledges-doubtful-2025.txt",
    "strategy-hanasaki.txt",
    "strategy-minato.txt",
]


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


def taken_over(desk: LedgerDesk, path: Path) -> PlanLedger:
    """The plan of the file, as if of another year than the sample's."""
    reading = extract(read_text(path), Stated(municipality_code=CODE))
    document = dataclasses.replace(
        reading.content.document, fiscal_year=2019, document=f"{reading.content.document.kind}-{CODE}-2019"
    )
    reading = dataclasses.replace(reading, content=dataclasses.replace(reading.content, document=document))
    import_reading(reading=reading, by="試験")
    stored = current_document(document.document)
    assert stored is not None
    return take_over_plan(
        document=stored, title="計画", decider="市長", decided_on=APRIL, by=desk.planner, clock=desk.clock
    )


@pytest.mark.parametrize("name", FICTIONAL)
def test_a_printed_plan_is_taken_over_whole_and_issued_again(
    desk: LedgerDesk, documents: Path, name: str
) -> None:
    ledger = taken_over(desk, documents / name)
    printed = current_document(f"{ledger.document_kind}-{CODE}-2019")
    assert printed is not None
    old = to_reading(printed).content
    document = issue_plan(ledger=ledger, fiscal_year=2020, title="次の年", by=desk.planner, clock=desk.clock)
    new = to_reading(document).content
    assert len(new.items) == len(old.items) > 0

    def facts(one: object) -> list[tuple[object, ...]]:
        names = ("item_id", "parent_id", "kind", "code", "title", "departments", "summary", "outcomes")
        return sorted(
            (tuple(getattr(item, each) for each in names) for item in one.items),  # type: ignore[attr-defined]
            key=str,
        )

    assert facts(new) == facts(old)
    assert [one.indicator_id for one in new.indicators] == [one.indicator_id for one in old.indicators]
    audit_content(new)


def test_levels_of_a_document_get_other_names_but_no_other_number(desk: LedgerDesk, documents: Path) -> None:
    ledger = taken_over(desk, documents / "pledges-hanasaki-2025.txt")
    desk.begin(ledger)
    levels = content(ledger).structure.levels
    # Renaming a level or lifting its mark does not free the promises in it.
    freed = tuple(dataclasses.replace(one, name=f"新{one.name}", fixed_wording=False) for one in levels)
    desk.edit(ledger, SetStructure(structure=PlanStructure(levels=freed)))
    pledge = next(one for one in content(ledger).items if one.level == "pledge" and one.title)
    with pytest.raises(ActionDenied, match="市民への約束"):
        desk.edit(ledger, ChangeItem(item_id=pledge.item_id, field=ItemField.TITLE, value="別の約束"))
    more = dataclasses.replace(levels[0], key="more", name="追加", kind=None)
    with pytest.raises(ActionDenied, match="名前だけ"):
        desk.edit(ledger, SetStructure(structure=PlanStructure(levels=(*freed, more))))


@pytest.mark.originals
@pytest.mark.parametrize("name", ["mayoral-pledges-fy2025.txt", "strategy-fy2020-2024-revised.txt"])
def test_the_published_plans_are_taken_over(
    desk: LedgerDesk, original: Callable[[str], Path], name: str
) -> None:
    ledger = taken_over(desk, original(name))
    printed = current_document(f"{ledger.document_kind}-{CODE}-2019")
    assert printed is not None
    items = to_reading(printed).content.items
    assert len(content(ledger).items) == len(items) > 50
    assert PromisedWording.objects.filter(ledger=ledger).count() == sum(
        one.kind is ItemKind.PLEDGE and one.title is not None for one in items
    )
