"""Closing a round and adopting its answers, as tests of what becomes of them do."""

from __future__ import annotations

from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import Adoption, adopt_answers, close_desk_round
from reporting.desk import Desk

KEY = "mayoral_pledges-999997-2025"


def close(desk: Desk, survey: ReportingRound) -> None:
    """Close the round, as the planner."""
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)


def adopt(desk: Desk, survey: ReportingRound) -> Adoption:
    """Adopt the confirmed answers of the closed round, as the planner."""
    return adopt_answers(reporting_round=survey, by=desk.planner, clock=desk.clock)


def current(key: str = KEY) -> SourceDocument:
    """The newest revision of the document."""
    found = current_document(key)
    assert found is not None
    return found
