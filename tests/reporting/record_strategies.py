"""Any reading that a reader could give, made from the types of the records: a new field is covered by itself."""

from __future__ import annotations

import types
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence, OrganisationMention
from mitodoke.domain.document import DocumentKind, LineRole, LineUse, SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator, IndicatorValue
from mitodoke.domain.outline import Activity, GlossaryTerm, PlanItem
from mitodoke.domain.place import line_place
from mitodoke.domain.quantity import MissingReason, Quantity
from mitodoke.domain.rating import Rating, RatingState

CODE = "999997"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
WORD = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8)
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\n"), max_size=20)
PLACE = st.builds(lambda a, b: line_place(a, a + b), st.integers(1, 999), st.integers(0, 9))
DECIMAL = st.decimals(allow_nan=False, allow_infinity=False)
NUMBER = st.integers(0, 2**31 - 1)
YEAR = st.integers(1868, 2200)
DATE = st.one_of(
    st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.sampled_from(["2021", "2021-02-30"])
)
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "place": PLACE,
    "fiscal_year": YEAR,
    "since_year": YEAR,
    **dict.fromkeys(("start", "end", "period_start", "period_end", "as_of", "published"), DATE),
    **dict.fromkeys(("check", "message", "detail", "department", "term", "subject", "figure"), WORD),
    "sha256": st.text("0123456789abcdef", min_size=64, max_size=64),
}


def _of_type(kind: Any, name: str) -> st.SearchStrategy[Any]:
    if get_origin(kind) in (Union, types.UnionType):
        parts = [one for one in get_args(kind) if one is not type(None)]
        return st.none() | _of_type(parts[0], name)
    if name in BY_NAME:
        return BY_NAME[name]
    if get_origin(kind) is tuple:
        return st.lists(_of_type(get_args(kind)[0], ""), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {str: TEXT, int: NUMBER, bool: st.booleans(), Decimal: DECIMAL}[kind]


def build(record: type[Any], **fixed: Any) -> st.SearchStrategy[Any]:
    """Any `record` with the `fixed` fields: values or strategies."""
    hints = get_type_hints(record)
    parts = {one.name: _of_type(hints[one.name], one.name) for one in fields(record) if one.name not in fixed}
    given = {n: v if isinstance(v, st.SearchStrategy) else st.just(v) for n, v in fixed.items()}
    return st.builds(record, **parts, **given)


QUANTITY = build(Quantity, value=None, missing=st.sampled_from(MissingReason)) | build(
    Quantity, value=DECIMAL, missing=None
)
STATED = build(StatedFigure, printed=None, value=None) | build(StatedFigure, printed=TEXT)


@st.composite
def _several(draw: st.DrawFn, record: type[Any], **fixed: Any) -> tuple[Any, ...]:
    """Up to three records with the positions 1, 2, 3."""
    return tuple(draw(build(record, position=n, **fixed)) for n in range(1, draw(st.integers(0, 3)) + 1))


@st.composite
def _items(draw: st.DrawFn) -> tuple[PlanItem, ...]:
    """Items in any order: a parent may stand behind its child, as a lost heading may be found late."""
    ids = draw(st.lists(WORD, max_size=6, unique=True))
    parents = {one: draw(st.none() | st.sampled_from(ids[:n])) if n else None for n, one in enumerate(ids)}
    return tuple(
        draw(build(PlanItem, item_id=one, parent_id=parents[one], activities=_several(Activity)))
        for one in draw(st.permutations(ids))
    )


@st.composite
def _ratings(draw: st.DrawFn, ids: list[str]) -> tuple[Rating, ...]:
    keys = draw(st.lists(st.tuples(st.sampled_from(ids), WORD, YEAR), max_size=4, unique=True)) if ids else []
    rated = {"state": RatingState.RATED, "step": st.integers(0, 10)}
    other = {
        "state": st.sampled_from([one for one in RatingState if one is not RatingState.RATED]),
        "step": None,
        "reason": WORD,
    }
    return tuple(
        draw(
            build(
                Rating,
                item_id=item,
                department=department,
                fiscal_year=year,
                **(rated if draw(st.booleans()) else other),
            )
        )
        for item, department, year in keys
    )


@st.composite
def _indicators(draw: st.DrawFn, ids: list[str]) -> tuple[Indicator, ...]:
    values = st.lists(build(IndicatorValue, quantity=QUANTITY), max_size=3).map(tuple)
    keys = draw(st.lists(WORD, max_size=4, unique=True)) if ids else []
    return tuple(
        draw(build(Indicator, indicator_id=key, item_id=st.sampled_from(ids), values=values)) for key in keys
    )


@st.composite
def _entries(draw: st.DrawFn) -> tuple[CollaborationEntry, ...]:
    parts = {
        "occurrences": _several(Occurrence),
        "organisations": _several(OrganisationMention, name=WORD),
        "departments": st.lists(TEXT, max_size=2).map(tuple),
    }
    return tuple(
        draw(build(CollaborationEntry, entry_id=key, **parts))
        for key in draw(st.lists(WORD, max_size=3, unique=True))
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading of a document of the fictional municipality."""
    kind = draw(st.sampled_from(DocumentKind))
    is_plan = kind is not DocumentKind.COLLABORATION_REGISTER
    lines = tuple(draw(st.lists(LINE, max_size=6)))
    used = [draw(st.none() | st.sampled_from(LineRole)) for _ in lines]
    uses = tuple(
        draw(build(LineUse, place=line_place(n), role=role)) for n, role in enumerate(used, start=1) if role
    )
    items = draw(_items()) if is_plan else ()
    ids = [item.item_id for item in items]
    return Reading(
        content=DocumentContent(
            document=draw(
                build(
                    SourceDocument,
                    document=WORD,
                    kind=kind,
                    municipality_code=CODE,
                    lines=len(lines),
                    lines_accounted=len(uses),
                )
            ),
            items=items,
            indicators=draw(_indicators(ids)),
            entries=draw(_entries()),
            glossary=draw(st.lists(build(GlossaryTerm), max_size=3).map(tuple)),
            ratings=draw(_ratings(ids)),
            stated=draw(st.lists(STATED, max_size=3).map(tuple)),
        ),
        lines=lines,
        line_uses=uses,
        unaccounted=tuple(n for n, role in enumerate(used, start=1) if role is None),
        findings=draw(st.lists(build(Finding), max_size=3).map(tuple)),
    )
