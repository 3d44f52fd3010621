"""Tables of the survey of departments: rounds, answers with their trail, and submissions taken over as a whole."""

from mitodoke.reporting.models.answers import AnswerField, Assignment, EntryDoubt
from mitodoke.reporting.models.rounds import ReportingRound
from mitodoke.reporting.models.submissions import Submission, SubmittedRating
from mitodoke.reporting.models.trail import HistoryEvent

__all__ = [
    "AnswerField",
    "Assignment",
    "EntryDoubt",
    "HistoryEvent",
    "ReportingRound",
    "Submission",
    "SubmittedRating",
]
