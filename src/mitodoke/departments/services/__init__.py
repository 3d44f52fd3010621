"""Writes: municipalities, departments and their reorganisation; who holds which role, and who stands in for whom."""

from mitodoke.departments.services.changes import abolish_department, add_department, record_moves
from mitodoke.departments.services.offices import (
    record_succession,
    register_departments,
    register_municipality,
)
from mitodoke.departments.services.people import (
    appoint_first_administrator,
    begin_membership,
    delegate,
    end_membership,
    hand_over,
    revoke_delegation,
)

__all__ = [
    "abolish_department",
    "add_department",
    "appoint_first_administrator",
    "begin_membership",
    "delegate",
    "end_membership",
    "hand_over",
    "record_moves",
    "record_succession",
    "register_departments",
    "register_municipality",
    "revoke_delegation",
]
