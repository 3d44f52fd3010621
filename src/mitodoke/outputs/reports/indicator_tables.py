"""Tables of indicators (数値目標, KPI): a column for each kind of value and year, changed values underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mitodoke.domain.indicator import Indicator, IndicatorValue, ValueRole
from mitodoke.domain.quantity import MissingReason, Quantity
from mitodoke.outputs.reports.blocks import Align, Cell, Column, Paragraph, Row, Simple, Table, TextStyle
from mitodoke.outputs.reports.wording import flowing, number, one_line, year_words

CHANGED = "（変更）"
"""Beside the name of an indicator that the document marks as changed, so that underlining is not the only sign."""

_ValueKey = tuple[ValueRole, int | None, bool]
_ORDER = {role: place for place, role in enumerate(ValueRole)}


def indicator_blocks(indicators: Sequence[Indicator], caption: str, name_header: str) -> list[Simple]:
    """The table of `indicators` and the notes under it; nothing for none."""
    if not indicators:
        return []
    keys = _value_keys(indicators)
    columns = [Column(header=name_header, weight=16)]
    columns += [Column(header=_header(key), weight=10, align=Align.END) for key in keys]
    rows = tuple(_row(indicator, keys) for indicator in indicators)
    notes = [Paragraph(text=note, style=TextStyle.NOTE) for note in _notes(indicators)]
    return [Table(caption=caption, columns=tuple(columns), rows=rows), *notes]


def printed_quantity(quantity: Quantity) -> str:
    """A quantity as the source prints it; words where it prints nothing, a number where it was never printed."""
    printed = one_line(quantity.printed)
    if printed:
        return printed
    if quantity.value is not None:
        marks = ("累計" if quantity.cumulative else "") + ("約" if quantity.approximate else "")
        return f"{marks}{number(quantity.value)}{quantity.unit or ''}"
    return (quantity.missing or MissingReason.EMPTY).label


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


def _row(indicator: Indicator, keys: Sequence[_ValueKey]) -> Row:
    texts: dict[_ValueKey, list[str]] = {key: [] for key in keys}
    for value in indicator.values:
        texts[_key(value)].append(printed_quantity(value.quantity))
    name = one_line(indicator.name) + (f"\n{CHANGED}" if indicator.changed else "")
    cells = [Cell(text=name, underlined=False)]
    cells += [
        Cell(text="\n".join(texts[key]), underlined=bool(indicator.changed) and key[0] is ValueRole.TARGET)
        for key in keys
    ]
    return Row(cells=tuple(cells))


def _notes(indicators: Iterable[Indicator]) -> list[str]:
    """The notes of the indicators and their values in their order, each once."""
    notes: dict[str, None] = {}
    for indicator in indicators:
        for note in (indicator.note, *(value.note for value in indicator.values)):
            text = flowing(note)
            if text:
                notes[text if text.startswith(("※", "注", "*", "＊")) else f"※{text}"] = None
    return list(notes)
