"""What the address of a page of items looks for."""

from __future__ import annotations

from django.http import HttpRequest

from mitodoke.desk.presentation.plan_tree import STATES, ItemFilter, departments_in
from mitodoke.domain.plan_content import PlanContent


def wanted_items(request: HttpRequest, content: PlanContent) -> ItemFilter:
    """The filter of the address; what no plan has is not looked for."""
    given = {name: request.GET.get(name, "")[:200].strip() for name in ("q", "level", "department", "state")}
    levels = {level.key for level in content.structure.levels}
    return ItemFilter(
        words=given["q"],
        level=given["level"] if given["level"] in levels else "",
        department=given["department"] if given["department"] in departments_in(content) else "",
        state=given["state"] if given["state"] in dict(STATES) else "",
    )
