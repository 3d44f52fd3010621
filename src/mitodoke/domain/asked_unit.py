"""The unit in which the actual value of an indicator is taken when a department types a number without one.

What was typed stays as it is (`Quantity.printed`); only its meaning gets the unit that the form and the workbook show
beside the field.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mitodoke.domain.answer import ActualAnswer, Answer
from mitodoke.domain.entry_checks.check import EntryContext
from mitodoke.domain.entry_checks.last_value import last_actual
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.quantity import Quantity, parse_quantity

_SCALES = ("千万", "百万", "十万", "兆", "億", "万")
"""Powers of ten that reading a quantity multiplies out, the longer words first; 千人 stays a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedUnit:
    """`scale` is the power of ten in which the values are written (万, or empty), `base` the unit that is left (人)."""

    scale: str
    base: str

    @property
    def label(self) -> str:
        """As people write it: 万人."""
        return self.scale + self.base

    def read(self, typed: Quantity) -> Quantity:
        """`typed` in this unit; what has a unit of its own, or is no number, as it is.

        A number with a power of ten of its own (``5億`` where 億円 is asked) is in the base unit.
        """
        if typed.value is None or typed.unit is not None:
            return typed
        for unit in (self.label, self.base):
            told = parse_quantity(typed.printed + unit)
            if told.value is not None and told.unit == self.base:
                return replace(told, printed=typed.printed)
        return replace(typed, unit=self.base)


def asked_unit(indicator: Indicator, fiscal_year: int) -> AskedUnit | None:
    """The unit of the last actual before `fiscal_year`, else of any other value, else the indicator's own; None: unknown.

    With the power of ten in which that value is printed: beside ``199.5万人``, or ``199.5`` in a column of 万人, people
    write 200 for 200万人.
    """
    last = last_actual(indicator, fiscal_year)
    values = indicator.values if last is None else (last, *indicator.values)
    known = [one.quantity for one in values if one.quantity.value is not None]
    # Of a zero nobody can tell in which power of ten it is printed.
    with_unit = sorted((one for one in known if one.unit), key=lambda one: one.value == 0)
    told = next(iter(with_unit), None)
    if told is not None and told.unit is not None:
        scale = _scale_of(told, told.unit)
        apart = _taken_apart(indicator.unit) if told.value == 0 and indicator.unit else None
        if not scale and apart is not None and apart.base == told.unit:
            return apart
        return AskedUnit(scale=scale, base=told.unit)
    if indicator.unit is None:
        return None
    # Beside numbers that have no unit themselves a number is of their kind, whatever they were multiplied by.
    return AskedUnit(scale="", base=indicator.unit) if known else _taken_apart(indicator.unit)


def with_asked_units(answer: Answer, context: EntryContext) -> Answer:
    """`answer` with every number that was typed without a unit in the unit that was asked for."""
    return replace(answer, actuals=tuple(_with_unit(one, context) for one in answer.actuals))


def _with_unit(actual: ActualAnswer, context: EntryContext) -> ActualAnswer:
    indicator = context.indicator(actual.indicator_id)
    unit = None if indicator is None else asked_unit(indicator, context.fiscal_year)
    if unit is None or actual.quantity is None:
        return actual
    read = unit.read(actual.quantity)
    if read == actual.quantity:
        return actual
    return replace(actual, quantity=read, unit_taken=unit.label)


def _scale_of(known: Quantity, base: str) -> str:
    """The power of ten in which `known`, whose unit is `base`, is printed; empty where it is printed in full."""
    bare = parse_quantity(known.printed)
    printed = fold_width(known.printed)
    for scale in _SCALES:
        if bare.value is not None and bare.unit is None:
            told = parse_quantity(known.printed + scale + base)
            if known.value != 0 and (told.value, told.unit) == (known.value, base):
                return scale
        elif scale + base in printed and parse_quantity("1" + scale + base).unit == base:
            return scale
    return ""


def _taken_apart(unit: str) -> AskedUnit:
    """An indicator's unit that no value has yet: 万人 is (万, 人)."""
    for scale in _SCALES:
        base = unit.removeprefix(scale)
        if base not in ("", unit) and parse_quantity("1" + unit).unit == base:
            return AskedUnit(scale=scale, base=base)
    return AskedUnit(scale="", base=unit)
