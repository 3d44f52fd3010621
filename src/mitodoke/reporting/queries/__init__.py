"""Reads for the desk: the board, what a person has to do, one answer with all that stands beside it, the history."""

from mitodoke.reporting.queries.answer_page import AnswerPage, FieldView, answer_page
from mitodoke.reporting.queries.board import Board, BoardRow, Matrix, MatrixCell, board, matrix
from mitodoke.reporting.queries.history import history_sentences, round_sentences
from mitodoke.reporting.queries.readable import answers_for
from mitodoke.reporting.queries.rounds import rounds_of
from mitodoke.reporting.queries.tasks import Task, tasks_of

__all__ = [
    "AnswerPage",
    "Board",
    "BoardRow",
    "FieldView",
    "Matrix",
    "MatrixCell",
    "Task",
    "answer_page",
    "answers_for",
    "board",
    "history_sentences",
    "matrix",
    "round_sentences",
    "rounds_of",
    "tasks_of",
]
