"""What a page asked about the editions of a city: the static form renders it again when an answer changed.

A page is made of the frozen editions it asked for, the addresses it was given and the code. Nothing else can
change it, so the questions with their answers tell whether a page written earlier is still right.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Question = tuple[str, ...]
"""The code of a city, the name of what was asked, and its arguments as texts."""

REPORT_SETTINGS = "report_settings"
"""The question for what a city set for its reports; its arguments are a kind and a year."""

WITHDRAWALS = "withdrawals"
"""The question for the withdrawn editions of a city."""

Answers = dict[Question, Hashable]

_answers: ContextVar[Answers | None] = ContextVar("mitodoke_asked", default=None)
Answer = TypeVar("Answer", bound=Hashable)


@contextmanager
def listening() -> Iterator[Answers]:
    """Collect what is asked inside the block."""
    answers: Answers = {}
    token = _answers.set(answers)
    try:
        yield answers
    finally:
        _answers.reset(token)


def tell(question: Question, answer: Hashable) -> None:
    """Note a question with its answer, where someone listens."""
    answers = _answers.get()
    if answers is not None:
        answers[question] = answer


def asked(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """A method of the shelf whose answer is noted; its arguments are kinds, years and versions."""

    @wraps(method)
    def ask(self: Any, *arguments: Any) -> Answer:
        answer = method(self, *arguments)
        if _answers.get() is not None:
            tell((self.city.code, method.__name__, *(str(one) for one in arguments)), answer)
        return answer

    return ask
