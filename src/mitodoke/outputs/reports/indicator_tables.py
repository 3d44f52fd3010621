"""Tables of indicators (数値目標, KPI): a column for each kind of value and year, changed values underlined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.outputs.reports.blocks import Align, Cell, Column, Paragraph, Row, Simple, Table, TextStyle
from mitodoke.outputs.reports.wording import number, one_line, year_words

CHANGED = "（変更）"
"""Beside the name of an indicator that the document marks as changed, so that underlining is not the only sign."""

_CUMULATIVE = "累計"
_TOTAL = re.compile(r"累\s*[計積]")
_NOTE_MARK = re.compile(r"[（(]?※\s*[0-9０-９]{0,2}[)）]?\s*\Z")
_SCALES = ("", "千", "万", "百万", "億", "兆")

_ValueKey = tuple[ValueRole, int | None, bool]
_ORDER = {role: place for place, role in enumerate(ValueRole)}


def indicator_blocks(indicators: Sequence[Indicator], caption: str, name_header: str) -> list[Simple]:
    """The table of `indicators` and the notes under it; nothing for none.

    A unit that the source prints in a head or a column of its own stands in the column 単位, which only such a table
    has.
    """
    if not indicators:
        return []
    keys = _value_keys(indicators)
    units = [_row_unit(indicator) for indicator in indicators]
    columns = [Column(header=name_header, weight=16)]
    if any(units):
        columns.append(Column(header="単位", weight=5))
    columns += [Column(header=_header(key), weight=10, align=Align.END) for key in keys]
    rows = tuple(
        _row(indicator, keys, unit if any(units) else None)
        for indicator, unit in zip(indicators, units, strict=True)
    )
    notes = [Paragraph(text=note, style=TextStyle.NOTE) for note in _notes(indicators)]
    return [Table(caption=caption, columns=tuple(columns), rows=rows), *notes]


def printed_quantity(quantity: Quantity) -> str:
    """A quantity as the source prints it, with its unit where that stood elsewhere.

    Words where it prints nothing, a number where it was never printed.
    """
    printed = one_line(quantity.printed)
    if printed:
        return printed + _unit_beside(quantity)
    if quantity.value is not None:
        marks = ("累計" if quantity.cumulative else "") + ("約" if quantity.approximate else "")
        return f"{marks}{number(quantity.value)}{quantity.unit or ''}"
    return (quantity.missing or MissingReason.EMPTY).label


def _unit_beside(quantity: Quantity) -> str:
    """The unit that `quantity` has but does not print, with the power of ten that it was printed in (``億円``)."""
    printed = _NOTE_MARK.sub("", one_line(quantity.printed))
    told = parse_quantity(printed)
    if quantity.value is None or quantity.unit is None or told.value is None or told.unit is not None:
        return ""
    for unit in (scale + quantity.unit for scale in _SCALES):
        told = parse_quantity(printed + unit)
        if (told.value, told.unit) == (quantity.value, quantity.unit):
            return unit
    return ""


def _row_unit(indicator: Indicator) -> str:
    """The one unit that all numbers of an indicator without a unit in print have; empty where they differ."""
    bare = [value.quantity for value in indicator.values if _is_bare(value.quantity)]
    units = {_unit_beside(quantity) for quantity in bare}
    return units.pop() if len(units) == 1 else ""


def _is_bare(quantity: Quantity) -> bool:
    told = parse_quantity(_NOTE_MARK.sub("", one_line(quantity.printed)))
    return quantity.value is not None and told.value is not None and told.unit is None


def _value_keys(indicators: Iterable[Indicator]) -> list[_ValueKey]:
    """The columns: every kind of value with every year that occurs; baselines first, then by year."""
    found = {_key(value) for indicator in indicators for value in indicator.values}
    return sorted(found, key=lambda key: (_ORDER[key[0]], key[1] is None, key[1] or 0, key[2]))


def _key(value: IndicatorValue) -> _ValueKey:
    return (value.role, value.fiscal_year, value.calendar_year)


def _header(key: _ValueKey) -> str:
    role, year, is_calendar_year = key
    words = year_words(year, calendar_year=is_calendar_year)
    return f"{role.label}\n（{words}）" if words else role.label


def _row(indicator: Indicator, keys: Sequence[_ValueKey], unit: str | None) -> Row:
    """The row of an indicator; `unit` for the column 単位, None for no such column."""
    texts: dict[_ValueKey, list[str]] = {key: [] for key in keys}
    for value in indicator.values:
        printed = one_line(value.quantity.printed) if unit else printed_quantity(value.quantity)
        total = _total_mark(value.quantity, indicator.name)
        texts[_key(value)].append(total + (printed or printed_quantity(value.quantity)))
    name = one_line(indicator.name) + (f"\n{CHANGED}" if indicator.changed else "")
    cells = [Cell(text=name, underlined=False)]
    if unit is not None:
        cells.append(Cell(text=unit))
    cells += [
        Cell(text="\n".join(texts[key]), underlined=bool(indicator.changed) and key[0] is ValueRole.TARGET)
        for key in keys
    ]
    return Row(cells=tuple(cells))


def _total_mark(quantity: Quantity, name: str) -> str:
    """``累計`` before a number of which only the head of its column said so."""
    printed = one_line(quantity.printed)
    is_told = not printed or _TOTAL.search(name) or parse_quantity(printed).cumulative
    return _CUMULATIVE if quantity.cumulative and not is_told else ""


def _notes(indicators: Iterable[Indicator]) -> list[str]:
    """The notes of the indicators and their values in their order, each once, with the names of those it is about.

    The note of a value is one of its indicator, too, and named by the value unless it begins with its name.
    """
    notes: dict[str, list[str]] = {}
    for indicator in indicators:
        name = f"「{one_line(indicator.name)}」"
        of_values: dict[str, list[str]] = {}
        for value in indicator.values:
            for line in (value.note or "").splitlines():
                of_values.setdefault(one_line(line), []).append(_words(value))
        for text in dict.fromkeys(map(one_line, [*(indicator.note or "").splitlines(), *of_values])):
            told = of_values.get(text, ())
            is_named = all(fold_width(text).startswith(_begins(words)) for words in told)
            about = [name] if is_named else [f"{name}の{words}" for words in told]
            if text:
                notes.setdefault(text, []).extend(about)
    return [f"※{'、'.join(about)}：{text}" for text, about in notes.items()]


def _begins(words: str) -> tuple[str, ...]:
    return tuple(fold_width(f"{mark}{words}") for mark in ("", "※"))


def _words(value: IndicatorValue) -> str:
    return _header(_key(value)).replace("\n", "")
