"""The way back from the pages of opinions."""

from __future__ import annotations

from django.urls import reverse

from mitodoke.desk.views.show import Entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import Right


def opinion_trail(visit: Visit) -> tuple[Entry, ...]:
    """The list of outside evaluation for those who read drafts, one's own work for all others."""
    code = visit.city.code
    if visit.may(Right.READ_SHARED_DRAFTS):
        return (Entry(label="外部評価", address=reverse("desk:evaluation", kwargs={"code": code})),)
    return (Entry(label="自分の仕事", address=reverse("desk:home")),)
