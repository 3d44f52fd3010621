"""Reads for the desk: the board, what a person has to do, one answer with all that stands beside it, the history."""

from mitodoke.reporting.queries.answer_page import AnswerPage, FieldView, answer_page
from mitodoke.reporting.queries.board import Board, BoardRow, Matrix, MatrixCell, board, matrix
from mitodoke.reporting.queries.evidence import (
    evidence_by_assignment,
    evidence_bytes,
    evidence_of,
    readable_evidence,
)
from mitodoke.reporting.queries.history import history_sentences, round_sentences
from mitodoke.reporting.queries.last_changes import LastChange, changes_to_take_back
from mitodoke.reporting.queries.proxies import ProxyNote, proxies_in, proxy_notes
from mitodoke.reporting.queries.readable import answers_for
from mitodoke.reporting.queries.rounds import rounds_of
from mitodoke.reporting.queries.tasks import Task, tasks_of

__all__ = [
    "AnswerPage",
    "Board",
    "BoardRow",
    "FieldView",
    "LastChange",
    "Matrix",
    "MatrixCell",
    "ProxyNote",
    "Task",
    "answer_page",
    "answers_for",
    "board",
    "changes_to_take_back",
    "evidence_by_assignment",
    "evidence_bytes",
    "evidence_of",
    "history_sentences",
    "matrix",
    "proxies_in",
    "proxy_notes",
    "readable_evidence",
    "round_sentences",
    "rounds_of",
    "tasks_of",
]
