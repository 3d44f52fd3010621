"""The pages of plans as tests use them: addresses, filled forms, and a city with a plan under revision."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from mitodoke.desk.presentation.plan_item_fields import item_texts
from mitodoke.desk.presentation.plan_words import indicator_addresses, item_address, plan_addresses
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.queries import ledger_state
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import CODE


class PlanPages:
    """A plan (政策 1 > 施策 1-1 > 事務事業 1-1-1 and 1-1-2) in force, and a planner at its pages."""

    def __init__(self, *, open_revision: bool = True) -> None:
        self.desk = LedgerDesk()
        self.ledger: PlanLedger = self.desk.decided()
        if open_revision:
            self.desk.begin(self.ledger)
        self.planner = signed_in(self.desk.planner)

    def people(self) -> dict[str, User]:
        """Someone of every role, and someone of none."""
        desk = self.desk
        return {
            "planner": desk.planner,
            "reporter": desk.reporter,
            "other_reporter": desk.green_reporter,
            "head": desk.head,
            "reader": desk.reader,
            "evaluator": desk.evaluator,
            "administrator": desk.administrator,
            "nobody": User.objects.create_user("新人"),
        }

    def address(self, name: str) -> str:
        """A page of the plan as a whole."""
        return plan_addresses(self.ledger.pk)[name]

    def of_item(self, code: str, name: str = "plan_item") -> str:
        """A page of the item of this code."""
        return item_address(self.ledger.pk, name)(item(self.ledger, code).item_id)

    def of_indicator(self, name: str) -> str:
        """The page of the indicator of this name."""
        [found] = [one for one in content(self.ledger).indicators if one.name == name]
        return indicator_addresses(self.ledger.pk, found.item_id)(found.indicator_id)

    def city(self, name: str) -> str:
        """A page of the plans of the city."""
        return reverse(f"desk:{name}", kwargs={"code": CODE})

    @property
    def seen(self) -> int:
        """The number of the state as it stands."""
        return ledger_state(ledger=self.ledger).version.number

    def item_form(self, code: str, **typed: Any) -> dict[str, Any]:
        """What the form of an item sends back, with `typed` in some fields."""
        texts: dict[str, Any] = item_texts(item(self.ledger, code))
        for name in ("departments", "sdgs"):
            texts[name] = texts[name].split("\n") if texts[name] else []
        sent = {f"v:{name}": value for name, value in (texts | typed).items()}
        return {"seen": self.seen, "reason": "", **sent}

    def indicator_form(self, **typed: Any) -> dict[str, Any]:
        """What the form of an indicator sends: year and value as lists."""
        texts = {
            "y:baseline": ["令和2年度"],
            "v:baseline": ["5か所"],
            "y:targets": ["令和11年度", "", ""],
            "v:targets": ["12か所", "", ""],
            "v:name": "花壇の数",
            "v:unit": "か所",
            "v:accumulation": "",
            "v:desired_change": "",
            "v:note": "",
        }
        return {"seen": self.seen, "reason": "", **texts, **typed}


def told(client: Client, response: HttpResponse) -> str:
    """The page that an accepted form leads to."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"]).content.decode()
