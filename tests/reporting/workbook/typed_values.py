"""What people type into the cells of a workbook, and answers that stand there before."""

from __future__ import annotations

import datetime
from typing import Any

from mitodoke.domain.answer_fields import FieldKind, parse_field
from mitodoke.reporting.workbook.layout import choice_labels
from reporting.desk import of
from reporting.workbook.edited_books import Office


def typed_for(field: str, standing: Any = None) -> tuple[Any, str | None]:
    """What a person types over `standing` into a cell of the field, and the value that is meant."""
    name = parse_field(field)
    assert name is not None
    rule = name.rule
    if rule.words is not None:
        others = [pair for pair in choice_labels(rule).items() if pair[0] != standing]
        return others[-1] if others else (None, None)
    return {
        FieldKind.WHOLE: (3, "3"),
        FieldKind.QUANTITY: (1234.5, "1234.5"),
        FieldKind.DATES: (datetime.date(2025, 6, 1), "令和7年6月1日"),
        FieldKind.LINK: ("https://example.lg.jp/a?b=1", "https://example.lg.jp/a?b=1"),
    }.get(rule.kind, ("=かっこいい <b>&\n二行目", "=かっこいい <b>&\n二行目"))


def put(cell: Any, value: Any) -> None:
    """Type a value into a cell of openpyxl; what begins with = stays a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def fill(office: Office) -> None:
    """Some answers of every kind, so that prefilled cells are tried as well as empty ones."""
    desk = office.desk
    if office.round.plan_id is not None:
        desk.fill(of(office.round, desk.flowers))
        return
    entry = of(office.round, desk.flowers)
    for field, value in {
        "entry.participants": "延べ309人",
        "occurrence.1.dates": "令和7年5月3日",
        "occurrence.2.dates": "令和7年6月29日～30日",
        "occurrence.3.dates": "通年",
        "occurrence.1.cancelled": "yes",
        "occurrence.1.participants": "12.50",
        "entry.effects": "一行目\n＝二行目",
    }.items():
        desk.save(entry, field, value)
