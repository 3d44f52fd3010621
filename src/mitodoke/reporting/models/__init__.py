"""Tables of the survey of departments: rounds, answers with their trail, submissions taken over as a whole, messages."""

from mitodoke.reporting.models.answers import AnswerField, Assignment, EntryDoubt
from mitodoke.reporting.models.evidence import Evidence, EvidenceFile
from mitodoke.reporting.models.mail import MailPreference, OutboxMessage, RoundLink
from mitodoke.reporting.models.proxies import ProxyEntry
from mitodoke.reporting.models.rounds import ReportingRound
from mitodoke.reporting.models.submissions import Submission, SubmittedRating
from mitodoke.reporting.models.trail import HistoryEvent
from mitodoke.reporting.models.workbooks import WorkbookEntry

__all__ = [
    "AnswerField",
    "Assignment",
    "EntryDoubt",
    "Evidence",
    "EvidenceFile",
    "HistoryEvent",
    "MailPreference",
    "OutboxMessage",
    "ProxyEntry",
    "ReportingRound",
    "RoundLink",
    "Submission",
    "SubmittedRating",
    "WorkbookEntry",
]
