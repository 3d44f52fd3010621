"""A long list in pages: the lines of one page, and the addresses of those before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Line]):
    """One page; `first` and `last` count the lines of the whole list from 1, both 0 where there are none.

    `previous` and `next` are addresses with everything that was asked beside the page, None at the ends.
    """

    lines: tuple[Line, ...]
    total: int
    first: int
    last: int
    number: int
    pages: int
    previous: str | None
    next: str | None


def page_of(request: HttpRequest, lines: Sequence[Line] | QuerySet[Any], size: int) -> Page[Line]:
    """The page that the address asks for by ``page``, the first or the last one where it asks for none that is there."""
    found = Paginator(lines, size).get_page(request.GET.get("page"))
    return Page(
        lines=tuple(found.object_list),
        total=found.paginator.count,
        first=found.start_index(),
        last=found.end_index(),
        number=found.number,
        pages=found.paginator.num_pages,
        previous=_address(request, found.number - 1) if found.has_previous() else None,
        next=_address(request, found.number + 1) if found.has_next() else None,
    )


def _address(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"
