"""Words for what a document holds: fields, values, records, checks and kinds of files, as the office reads them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.outline import Repeat
from mitodoke.domain.place import Place, place_words
from mitodoke.domain.quantity import Quantity
from mitodoke.outputs.open_data.edition_schema import PROPERTY_TITLES
from mitodoke.reporting.changes import Key, Row

LONGEST = 200
"""Letters of a value that are shown; the document has the rest."""

_REPEATS = {Repeat.NONE: "なし", Repeat.PARTIAL: "一部再掲", Repeat.FULL: "再掲"}
_TITLES = (
    "code",
    "number",
    "title",
    "name",
    "text",
    "term",
    "date_printed",
    "figure",
    "department",
    "message",
)


def shorten(text: str, longest: int = LONGEST) -> str:
    """`text` in one line of at most `longest` letters, with … where more was there."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def show_value(value: Any) -> str:
    """A value of a record in words; what is absent is told so."""
    match value:
        case None | "" | ():
            return "（なし）"
        case bool():
            return "はい" if value else "いいえ"
        case Repeat():
            return _REPEATS[value]
        case Enum():
            return str(getattr(value, "label", value.value))
        case Quantity():
            return value.printed or "（なし）"
        case tuple():
            return shorten("、".join(show_value(one) for one in value))
    return shorten(str(value))


def field_label(name: str) -> str:
    """What a field of a record is called."""
    return PROPERTY_TITLES.get(name, name)


def record_name(key: Key, row: Row) -> str:
    """A record in a few words: its number and title, or its key where it has none."""
    told = [show_value(row[name]) for name in _TITLES if row.get(name)]
    if "step" in row:
        # A department alone would not tell which of its ratings it is, nor what it said.
        said = show_value(row["state"]) if row["step"] is None else f"10段階中{row['step']}"
        told = [show_value(row["item_id"]), f"{row['department']}：{said}"]
    if told:
        return shorten(" ".join(told[:2]), 80)
    return shorten(" ".join(show_value(part) for part in key if part is not None), 80)


def where(place: Place | None) -> str:
    """A place in words; as it is written where it is none of ours, empty for none."""
    if place is None:
        return ""
    try:
        return place_words(place)
    except ValueError:
        return place


def document_words(kind: DocumentKind | str, fiscal_year: int | None) -> str:
    """Kind and year of a document: ``市長公約（令和7年度）``."""
    year = FiscalYear(fiscal_year).label if fiscal_year is not None else "年度の記載なし"
    return f"{DocumentKind(kind).label}（{year}）"


def counted(counts: Sequence[tuple[str, int]]) -> str:
    """Counts in a row, without those of 0: ``公約 3件、施策 12件``."""
    return "、".join(f"{label} {count:,}件" for label, count in counts if count)
