"""Results of costly pure functions, kept while what they are asked about stays equal.

The page before 公表 and its preview ask for the same draft again and again, the pages of a plan's rules and of the
records beside the original for the same records, and most of it is the same as a moment ago: the records as they were
stored, their audit, their hash. What is compared are the inputs themselves, so a kept
result can never be an old one. Records that did not change are the same objects, which makes comparing cheap.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import Reading
from mitodoke.reporting.records import to_reading

Asked = ParamSpec("Asked")
Told = TypeVar("Told")

DRAFTS = 4
"""How many drafts are kept at once: a few people of one city look at a few documents."""


def kept_while_equal(function: Callable[Asked, Told]) -> Callable[Asked, Told]:
    """`function`, a pure one, with its last results (`DRAFTS` of them): equal arguments are answered from them.

    Arguments need not be hashable. Safe in threads; two that ask at once may both compute.
    """
    results: list[tuple[object, Told]] = []
    lock = Lock()

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Told:
        asked = (args, kwargs)
        for known, told in tuple(results):
            if known == asked:
                return told
        told = function(*args, **kwargs)
        with lock:
            results.insert(0, (asked, told))
            del results[DRAFTS:]
        return told

    return ask


_readings: OrderedDict[tuple[object, ...], Reading] = OrderedDict()
_readings_lock = Lock()


def kept_reading(document: SourceDocument) -> Reading:
    """The reading of `document` as it was stored; read from the database once.

    Rows of a revision are added and never changed, so its row and the moment at which it was stored name its
    records. A revision without that moment (stored by an earlier release) is read every time.
    """
    if document.stored_at is None:
        return to_reading(document)
    key = (document.pk, document.stored_at, document.sha256)
    with _readings_lock:
        if key in _readings:
            _readings.move_to_end(key)
            return _readings[key]
    reading = to_reading(document)
    with _readings_lock:
        _readings[key] = reading
        while len(_readings) > DRAFTS:
            _readings.popitem(last=False)
    return reading
