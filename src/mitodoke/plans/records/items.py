"""Items of a plan and their activities: rows and records."""

from __future__ import annotations

from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.plans import models


def store_items(plan: models.Plan, items: tuple[PlanItem, ...]) -> dict[str, models.PlanItem]:
    """Add the items by their ids, level by level, since a row can name its parent only once that has its number."""
    stored: dict[str, models.PlanItem] = {}
    waiting = list(enumerate(items, start=1))
    while waiting:
        ready = [(p, item) for p, item in waiting if item.parent_id is None or item.parent_id in stored]
        if not ready:
            raise ValueError(f"the content has no item {waiting[0][1].parent_id}, or only in a circle")
        waiting = [
            (p, item) for p, item in waiting if not (item.parent_id is None or item.parent_id in stored)
        ]
        rows = models.PlanItem.objects.bulk_create(
            _from_item(plan, position, item, stored) for position, item in ready
        )
        stored.update((row.key, row) for row in rows)
    models.Activity.objects.bulk_create(
        models.Activity(
            item=stored[item.item_id],
            position=activity.position,
            text=activity.text,
            repeat=activity.repeat,
            place=activity.place,
        )
        for item in items
        for activity in item.activities
    )
    return stored


def _from_item(
    plan: models.Plan, position: int, item: PlanItem, stored: dict[str, models.PlanItem]
) -> models.PlanItem:
    return models.PlanItem(
        plan=plan,
        position=position,
        key=item.item_id,
        parent=stored[item.parent_id] if item.parent_id is not None else None,
        kind=item.kind,
        code=item.code,
        title=item.title,
        subtitle=item.subtitle,
        departments=item.departments,
        flags=item.flags,
        sdgs=item.sdgs,
        printed_progress=item.printed_progress,
        repeat=item.repeat,
        summary=item.summary,
        audience=item.audience,
        outcomes=item.outcomes,
        place=item.place,
    )


def to_item(row: models.PlanItem, keys: dict[int, str]) -> PlanItem:
    """The record of `row`, its activities loaded; `keys` are the ids of the plan's items by row number."""
    return PlanItem(
        item_id=row.key,
        parent_id=keys[row.parent_id] if row.parent_id is not None else None,
        kind=ItemKind(row.kind),
        code=row.code,
        title=row.title,
        place=row.place,
        subtitle=row.subtitle,
        departments=row.departments,
        flags=None if row.flags is None else tuple(RevisionFlag(flag) for flag in row.flags),
        sdgs=row.sdgs,
        printed_progress=row.printed_progress,
        repeat=Repeat(row.repeat),
        summary=row.summary,
        audience=row.audience,
        outcomes=row.outcomes,
        activities=tuple(
            Activity(position=one.position, text=one.text, repeat=Repeat(one.repeat), place=one.place)
            for one in row.activities.all()
        ),
    )
