"""What waits on the way to 公表, for the first page: closed rounds not taken over yet, documents with news to publish."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Max, Q
from django.urls import reverse

from mitodoke.desk.presentation.publication_page import document_lines
from mitodoke.desk.presentation.words import round_title
from mitodoke.desk.visit import Visit
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Right
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.queries import rounds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPublication:
    """One thing that 企画担当 goes on with: its name, its page, and what is done there."""

    title: str
    address: str
    purpose: str


def waiting_publications(visit: Visit) -> tuple[WaitingPublication, ...]:
    """Of every city in which this person publishes; a few queries a city, none for others."""
    found: list[WaitingPublication] = []
    for code in visit.cities_with(Right.PUBLISH):
        running = _documents_in_rounds(code)
        found += [
            WaitingPublication(
                title=round_title(one),
                address=reverse("desk:round", kwargs={"round_id": one.pk}),
                purpose="締め切った調査の回答を、公表の元になる文書に反映します。",
            )
            for one in _closed_rounds(code)
        ]
        found += [
            WaitingPublication(
                title=one.title,
                address=one.address,
                purpose=f"公表していない第{one.revision}稿があります。内容と指摘を確かめて公表します。",
            )
            for one in document_lines(code)
            if one.waiting and one.key not in running
        ]
    return tuple(found)


def _documents_in_rounds(code: str) -> frozenset[str]:
    """The keys of the documents about which departments are asked now: their answers are still to come."""
    rows = rounds_of(municipality_code=code, only_open=True)
    return frozenset(one.document.key for one in rows)


def _closed_rounds(code: str) -> list[ReportingRound]:
    """Closed rounds of which nothing was adopted since they were closed last."""
    of_city = Q(plan__document__municipality=code) | Q(register__municipality=code)
    rows = (
        ReportingRound.objects.filter(of_city, closed_on__isnull=False)
        .exclude(asks=())
        .annotate(
            closed=Max("events__pk", filter=Q(events__act=HistoryAct.CLOSE_ROUND.value)),
            adopted=Max("events__pk", filter=Q(events__act=HistoryAct.ADOPT.value)),
        )
        .filter(Q(adopted__isnull=True) | Q(adopted__lt=F("closed")))
        .select_related("plan__document", "register")
        .order_by("closed_on", "pk")
    )
    return list(rows)
