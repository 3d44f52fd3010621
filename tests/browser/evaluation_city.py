"""The city of the tests about evaluation: a plan in force, an evaluator, a planner, a department, an administrator."""

from __future__ import annotations

from plans.ledger_desk import LedgerDesk


def build(password: str) -> None:
    """Make the city; everybody signs in with `password`."""
    desk = LedgerDesk()
    desk.decided()
    accounts = {
        "kikaku": desk.planner,
        "hyoka": desk.evaluator,
        "hana": desk.reporter,
        "kanri": desk.administrator,
    }
    for username, person in accounts.items():
        person.last_name = person.username
        person.username = username
        person.set_password(password)
        person.save()
