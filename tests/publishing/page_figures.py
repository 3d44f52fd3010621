"""What a page says in numbers, and the same worked out from the records alone, by other code than the site's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from lxml.etree import _Element

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import Edition
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.domain.outline import PlanItem

PERCENTAGE = re.compile(r"([−-]?[\d,]+(?:\.\d+)?)％")
_FORMULA = re.compile(r"[\d.+−÷（）(), -]+")


def own_words(element: _Element) -> str:
    """The words of the site itself, without those of documents and of drawings."""
    outside = "not(ancestor::bdi) and not(ancestor::*[local-name()='svg'])"
    return "".join(element.xpath(f".//text()[{outside}]"))


def number(text: str) -> Fraction:
    """A number as it is shown."""
    return Fraction(text.replace(",", "").replace("−", "-"))


def half_up(rate: Fraction) -> Fraction:
    """A share in per cent with one decimal, a half going away from zero."""
    tenths = abs(rate) * 1000
    whole = tenths.numerator // tenths.denominator
    if tenths - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole if rate >= 0 else -whole, 10)


def worked_out(formula: str) -> Fraction:
    """The value of a formula that a page prints: ``（427 − 63）÷（450 − 63）``."""
    assert _FORMULA.fullmatch(formula), formula
    terms = re.sub(r"[\d,]+(?:\.\d+)?", lambda found: f"Fraction('{found[0].replace(',', '')}')", formula)
    for shown, meant in (("−", "-"), ("÷", "/"), ("（", "("), ("）", ")")):
        terms = terms.replace(shown, meant)
    result: Fraction = eval(terms, {"Fraction": Fraction})  # only digits and signs, as checked above
    return result


def values_of(indicator: Indicator) -> Counter[tuple[str, Fraction]]:
    """The numbers of an indicator by what they are."""
    return Counter(
        (value.role.label, Fraction(value.quantity.value))
        for value in indicator.values
        if value.quantity.value is not None
    )


def shown_values(row: _Element) -> Counter[tuple[str, Fraction]]:
    """The numbers that a row of indicators, or the table of one, marks for machines."""
    labels = {role.label for role in ValueRole}
    found: Counter[tuple[str, Fraction]] = Counter()
    for data in row.xpath(".//data"):
        label = data.xpath("string(ancestor::td[@data-label][1]/@data-label)")
        label = label or data.xpath("string(ancestor::tr[1]/th/text()[1])").strip()
        if label in labels:
            found[label, Fraction(data.get("value"))] += 1
    return found


def below(item: PlanItem, edition: Edition) -> list[PlanItem]:
    """The item and everything below it."""
    found = [item]
    for one in found:
        found += [child for child in edition.content.items if child.parent_id == one.item_id]
    return found


def persons(entry: CollaborationEntry) -> int | None:
    """The participants of an entry: as stated for the whole, else of its dates together."""
    if entry.participants is not None:
        return entry.participants
    told = [one.participants for one in entry.occurrences if one.participants is not None]
    return sum(told) if told else None


def total_persons(entries: Iterable[CollaborationEntry]) -> int | None:
    """The participants of several entries; None where none of them tells any."""
    told = [count for count in map(persons, entries) if count is not None]
    return sum(told) if told else None
