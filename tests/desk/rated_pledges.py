"""A mayor's pledges run from the desk: a plan of its own, a round, adopted answers, and a document ready to publish."""

from __future__ import annotations

import datetime

from django.http import HttpResponse
from django.urls import reverse

from desk.city import signed_in
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_change import AddIndicator, AddItem
from mitodoke.domain.plan_content import PlannedValue
from mitodoke.domain.plan_structure import document_structure
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.services import issue_plan
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import adopt_answers, close_desk_round
from plans.ledger_desk import LedgerDesk, item

TODAY = datetime.date(2026, 6, 1)
STEPS: dict[str, str | None] = {
    "1-1-1": "8",
    "1-1-2": "7",
    "1-1-3": None,
    "1-2-1": "3",
    "2-1-1": "10",
    "2-1-2": "5",
}
"""Two pledges of unlike size in the first vision; a measure that was stopped has no step."""


class RatedPledges:
    """Visions 1 (pledges 1-1 with three measures and 1-2 with one) and 2 (one pledge, two measures), all of 花課.

    Exact: 1-1 is 75 (one of three stopped), 1-2 is 30, vision 1 is 52.5, vision 2 is 75, the whole 63.75; all five
    rated measures make 66. The measure 1-1-1 has a KPI from 5 to 12 that stands at 9.
    """

    def __init__(self, year: int = 2026, *, closed: bool = True) -> None:
        self.desk = desk = LedgerDesk()
        self.ledger: PlanLedger = desk.create(
            document_kind=DocumentKind.MAYORAL_PLEDGES,
            structure=document_structure(DocumentKind.MAYORAL_PLEDGES),
            title="市長公約 令和8年",
        )
        for code in ("1", "2", "1-1", "1-2", "2-1", *STEPS):
            parent = item(self.ledger, code[:-2]).item_id if "-" in code else None
            departments = ("花課",) if code in STEPS else ()
            desk.edit(
                self.ledger, AddItem(parent_id=parent, code=code, title=f"花{code}", departments=departments)
            )
        desk.edit(
            self.ledger,
            AddIndicator(
                item_id=item(self.ledger, "1-1-1").item_id,
                level=IndicatorLevel.KPI,
                name="配った所",
                unit="か所",
                baseline=PlannedValue(fiscal_year=2025, printed="5か所"),
                targets=(PlannedValue(fiscal_year=2029, printed="12か所"),),
            ),
        )
        desk.decide(self.ledger)
        issued = issue_plan(
            ledger=self.ledger,
            fiscal_year=year,
            title="市長公約の取組状況",
            by=desk.planner,
            clock=desk.clock,
        )
        self.document: SourceDocument = issued
        self.planner = signed_in(desk.planner)
        if closed:
            self.answer(year)

    def answer(self, year: int) -> None:
        """Everybody answers, everything is confirmed and adopted."""
        desk = self.desk
        survey = desk.open(plan=self.document.plan, previous=None, fiscal_year=year)
        for one in survey.assignments.select_related("item"):
            step = STEPS[one.item.code]
            if step is None:
                desk.save(one, "rating.state", "stopped")
                desk.save(one, "rating.reason", "場所がないため")
            else:
                desk.save(one, "rating.step", step)
            desk.save(one, "activity.1", f"{one.item.code}の苗を令和8年6月1日に配りました。")
            if one.item.code == "1-1-1":
                [indicator] = one.item.indicators.all()
                desk.save(one, f"kpi.{indicator.key}.value", "9か所")
                desk.save(one, f"kpi.{indicator.key}.certainty", "estimate")
            desk.confirm(one)
        close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
        adopt_answers(reporting_round=survey, by=desk.planner, clock=desk.clock)

    def address(self, name: str) -> str:
        """A page of the plan."""
        return reverse(f"desk:{name}", kwargs={"ledger_id": self.ledger.pk})

    def publish(self, reasons: ChangeReasons | None = None) -> Edition:
        """The next edition."""
        publish_edition(
            document=self.document.key, by="試験", today=TODAY, acknowledgement="試験", reasons=reasons
        )
        found = load_edition(self.desk.city.pk, DocumentKind.MAYORAL_PLEDGES, self.document.fiscal_year or 0)
        assert found is not None
        return found

    def roll_up_form(self, **changed: str | list[str]) -> dict[str, str | list[str]]:
        """What the form of the roll-up sends when the usual rule is left as it is, with `changed` fields."""
        form: dict[str, str | list[str]] = {
            "seen": "0",
            "reason": "市の方針のため",
            "action": "preview",
            "shown": "",
        }
        for level in ("whole", "vision", "pledge", "measure"):
            form |= {f"source:{level}": "below.exact", f"mode:{level}": "half_up", f"decimals:{level}": "1"}
        form["left_out"] = ["not_due", "stopped", "cannot_be_judged"]
        return form | {name.replace("__", ":"): value for name, value in changed.items()}

    def judgement_form(self, **changed: str) -> dict[str, str | list[str]]:
        """What the form of the judgement sends for 長野県's rule over five years from 令和8年度, with `changed` fields."""
        form: dict[str, str | list[str]] = {
            "seen": "0",
            "reason": "市の方針のため",
            "rule": "nagano/2016",
            "first_year": "令和8年度",
            "years": "5",
            "action": "preview",
            "shown": "",
            "from_year": "",
        }
        return form | changed

    def save(self, name: str, form: dict[str, str | list[str]]) -> HttpResponse:
        """Preview what `form` says, and save exactly that."""
        shown = self.planner.post(self.address(name), form)
        assert shown.status_code == 200, shown.content.decode()
        page = shown.content.decode()
        told = page.partition('name="shown" value="')[2].partition('"')[0]
        return self.planner.post(self.address(name), form | {"action": "save", "shown": told})


def figures(edition: Edition) -> dict[str, str | None]:
    """The progress that the edition calculates, by the code of the item."""
    codes = {one.item_id: one.code for one in edition.content.items}
    return {
        codes.get(one.subject, one.subject): one.calculated
        for one in edition.audit.figures
        if one.figure.startswith("progress")
    }
