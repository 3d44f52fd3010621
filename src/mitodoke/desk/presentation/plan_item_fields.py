"""The fields of an item as a form shows them, and the changes that a filled form asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mitodoke.desk.presentation.plan_controls import ControlKind, FieldSpec
from mitodoke.desk.presentation.plan_merge import plain_line, plain_lines, plain_text
from mitodoke.domain.plan_change import ChangeItem, ItemField, ItemValue
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.domain.sdgs import SDG_GOALS

NEW_FIELDS = ("code", "title", "summary", "departments")
"""The fields that a new item begins with."""
_LISTS = frozenset({ItemField.AUDIENCE, ItemField.OUTCOMES})


def item_specs(
    item: PlannedItem | None, departments: Iterable[str], *, fixed_title: bool = False
) -> tuple[FieldSpec, ...]:
    """The fields of an item; `departments` are those of the city, to which those of the item are added."""
    names = dict.fromkeys([*departments, *((item.departments or ()) if item is not None else ())])
    goals = tuple((str(goal.number), f"{goal.number} {goal.name}") for goal in SDG_GOALS)
    title = ControlKind.FIXED if fixed_title else ControlKind.LINE
    return (
        _spec(
            ItemField.CODE,
            ControlKind.LINE,
            "計画の中での番号です。「1-2」のように入力してください。なくてもかまいません。",
        ),
        _spec(ItemField.TITLE, title, needed=not fixed_title),
        _spec(ItemField.SUBTITLE, ControlKind.TEXT),
        _spec(ItemField.SUMMARY, ControlKind.TEXT),
        _spec(
            ItemField.DEPARTMENTS,
            ControlKind.CHECKS,
            "この自治体の部署から選びます。いくつでも選べます。",
            choices=tuple((name, name) for name in names),
        ),
        _spec(ItemField.SDGS, ControlKind.CHECKS, choices=goals),
        _spec(ItemField.AUDIENCE, ControlKind.LINES, "一行に一つずつ入力してください。"),
        _spec(ItemField.OUTCOMES, ControlKind.LINES, "一行に一つずつ入力してください。"),
    )


def _spec(
    field: ItemField,
    kind: ControlKind,
    hint: str = "",
    *,
    choices: tuple[tuple[str, str], ...] = (),
    needed: bool = False,
) -> FieldSpec:
    return FieldSpec(
        name=field.value, label=field.label, kind=kind, hint=hint, choices=choices, needed=needed
    )


def item_texts(item: PlannedItem) -> dict[str, str]:
    """The fields of an item as texts that a form holds and sends back."""
    return {
        "code": plain_line(item.code),
        "title": plain_line(item.title),
        "subtitle": plain_text(item.subtitle),
        "summary": plain_text(item.summary),
        "departments": "\n".join(item.departments or ()),
        "sdgs": "\n".join(str(number) for number in item.sdgs or ()),
        "audience": plain_lines("\n".join(item.audience)),
        "outcomes": plain_lines("\n".join(item.outcomes)),
    }


def new_item_specs(departments: Iterable[str]) -> tuple[FieldSpec, ...]:
    """The fields that a new item begins with; the others are filled on its own page."""
    return tuple(spec for spec in item_specs(None, departments) if spec.name in NEW_FIELDS)


def item_changes(item_id: str, changes: Mapping[str, str]) -> list[ChangeItem]:
    """The changes of a merged form, as the service takes them."""
    return [
        ChangeItem(item_id=item_id, field=ItemField(name), value=item_value(ItemField(name), text))
        for name, text in changes.items()
    ]


def item_value(field: ItemField, text: str) -> ItemValue:
    """The value of a field from its text."""
    if field is ItemField.SDGS:
        return tuple(int(number) for number in text.split("\n") if number)
    if field is ItemField.DEPARTMENTS or field in _LISTS:
        return tuple(line for line in text.split("\n") if line)
    return text
