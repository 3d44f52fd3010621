"""How an item of a plan is named in a report: title, number, departments, marks, SDGs; lost ones in words."""

from __future__ import annotations

import re

from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.outputs.reports.wording import LOST, LOST_TITLE, NOT_TOLD, measure_number, one_line

_PREFIX = re.compile(r"[GS](?=\d)")
_SMALL_NUMBER = re.compile(r"\d{1,3}\Z", re.ASCII)


def item_title(item: PlanItem) -> str:
    """The title of an item with its subtitle on one line; words where the source lost it."""
    title = one_line(item.title) or LOST_TITLE
    subtitle = one_line(item.subtitle)
    return f"{title}　{subtitle}" if subtitle else title


def item_number(item: PlanItem) -> str:
    """The number of an item as plans print it: ``01-1``, ``1`` for a goal, ``①`` for a measure of a strategy."""
    number = _PREFIX.sub("", item.code, count=1)
    if item.kind is ItemKind.MEASURE and number != item.code and _SMALL_NUMBER.match(number):
        return measure_number(int(number))
    return number


def numbered_kind(item: PlanItem) -> str:
    """The number with the kind before it where plans print the kind: ``ビジョン01``, ``基本目標1``, ``施策①``, ``1-1``."""
    if item.kind in (ItemKind.VISION, ItemKind.BASIC_GOAL, ItemKind.MEASURE):
        return f"{item.kind.label}{item_number(item)}"
    return item_number(item)


def departments_words(item: PlanItem) -> str:
    """The departments of `item` in their order; in words whether none is told or the source lost them."""
    if item.departments is None:
        return LOST
    return "、".join(one_line(name) for name in item.departments) or NOT_TOLD


def project_title(item: PlanItem) -> str:
    """The title of a project with its departments in brackets, as strategies print it."""
    if item.departments is None:
        return f"{item_title(item)}　【担当課は{LOST}】"
    departments = "／".join(one_line(name) for name in item.departments)
    return item_title(item) + (f"　【{departments}】" if departments else "")


def flags_words(item: PlanItem) -> str:
    """The marks of the review; words where the source lost them, nothing where it shows none."""
    if item.flags is None:
        return f"（見直しの印は{LOST}）"
    return "・".join(flag.label for flag in item.flags)


def sdgs_words(item: PlanItem) -> str:
    """The numbers of the SDGs; words where the source lost them, nothing where it shows none."""
    if item.sdgs is None:
        return LOST
    return "、".join(str(number) for number in item.sdgs)
