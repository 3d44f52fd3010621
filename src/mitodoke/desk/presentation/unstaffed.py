"""Departments that running rounds ask and that nobody can answer or approve for: told to those who register people."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mitodoke.departments.models import Municipality
from mitodoke.desk.presentation.staffing import MissingStaff, missing_staff
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import Right
from mitodoke.reporting.models import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstaffed:
    """What lacks people in one city; `place` is its name, `address` the page where a person is registered."""

    place: str
    missing: MissingStaff
    address: str


def unstaffed_departments(visit: Visit) -> tuple[Unstaffed, ...]:
    """One for each city whose people this person registers and that lacks some; two queries a city."""
    cities = Municipality.objects.in_bulk(visit.cities_with(Right.MANAGE_PEOPLE))
    found = ((city, _missing(city.code, visit)) for city in cities.values())
    return tuple(
        Unstaffed(
            place=city.name, missing=missing, address=reverse("desk:person_new", kwargs={"code": city.code})
        )
        for city, missing in found
        if missing.without_reporter or missing.without_head
    )


def _missing(code: str, visit: Visit) -> MissingStaff:
    asked = (
        Assignment.objects.filter(
            department__municipality=code, cancelled=False, round__closed_on__isnull=True
        )
        .order_by("department__name")
        .values_list("department__name", flat=True)
        .distinct()
    )
    return missing_staff(asked, code, visit.today)
