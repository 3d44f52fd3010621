"""Writes: municipalities, departments and their reorganisation; who holds which role, and who stands in for whom."""

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
    "appoint_first_administrator",
    "begin_membership",
    "delegate",
    "end_membership",
    "hand_over",
    "record_succession",
    "register_departments",
    "register_municipality",
    "revoke_delegation",
]
