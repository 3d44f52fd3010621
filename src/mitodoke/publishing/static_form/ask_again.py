"""Asks again what pages of an earlier run were made of, to tell which are still right."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.presentation.asked import REPORT_SETTINGS, WITHDRAWALS, Question
from mitodoke.publishing.presentation.page import NoSuchPageError
from mitodoke.publishing.report_settings import settings_for
from mitodoke.publishing.static_form.render_page import Use, digest
from mitodoke.publishing.views.page import City, find_city


def still_holds(uses: Sequence[Use]) -> list[bool]:
    """For each use whether the question has the same answer today."""
    city = cache(_city)
    return [digest(_answer(question, city(question[0]))) == answer for question, answer in uses]


def _city(code: str) -> City | None:
    try:
        return find_city(code) if code else None
    except NoSuchPageError:
        return None


def _answer(question: Question, city: City | None) -> Hashable:
    _, name, *arguments = question
    if name == "cities":
        return tuple(queries.municipalities())
    if name == WITHDRAWALS:
        return tuple(queries.withdrawals_of(question[0]))
    if city is None:
        return "no such city"
    if name == "city":
        return city.name, city.fictional
    if name == "all_rows":
        return city.shelf.rows
    kind, *numbers = arguments
    if name == REPORT_SETTINGS:
        return settings_for(city.code, DocumentKind(kind), None if numbers[0] == "None" else int(numbers[0]))
    asked = getattr(city.shelf, name)
    found: Hashable = asked(DocumentKind(kind), *(None if one == "None" else int(one) for one in numbers))
    return found
