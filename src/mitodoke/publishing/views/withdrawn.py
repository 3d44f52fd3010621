"""Addresses of withdrawn editions: which notice stands there now."""

from __future__ import annotations

import re

from mitodoke.outputs.open_data.edition_name import PILLARS, UNKNOWN
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import LANGUAGES
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.asked import WITHDRAWALS, tell
from mitodoke.publishing.rows import WithdrawnRow

_YEAR = re.compile(rf"fy(\d{{4}}|{UNKNOWN})(?:-v([1-9]\d{{0,8}}))?", re.ASCII)
_VERSION = re.compile(r"v([1-9]\d{0,8})", re.ASCII)


def withdrawn_editions(code: str) -> tuple[WithdrawnRow, ...]:
    """The withdrawn editions of a city, the last withdrawal first."""
    found = tuple(queries.withdrawals_of(code))
    tell((code, WITHDRAWALS), found)
    return found


def notices_at(path: str) -> tuple[WithdrawnRow, ...]:
    """The withdrawn editions that an address below the site's root means; for one at which nothing public stands.

    An address with a version means that edition; one of a year, of a kind or of the city alone means all of them,
    where nothing else is public there.
    """
    parts = [one for one in path.split("/") if one]
    if parts and parts[0] in LANGUAGES:
        del parts[0]
    if not parts:
        return ()
    found = withdrawn_editions(parts[0])
    if not found:
        return ()
    named = _named(parts[1:])
    if named:
        return tuple(one for one in found if (PILLARS[one.kind], _year(one), str(one.version)) in named)
    public = queries.editions_of(parts[0])
    if not public:
        return tuple(
            one for one in found if len(parts) < 2 or parts[1] not in PILLARS.values() or _fits(one, parts)
        )
    if any(_fits(one, parts) for one in public):
        return ()
    return tuple(one for one in found if _fits(one, parts))


def _named(parts: list[str]) -> set[tuple[str, str, str]]:
    """The editions that are named with their version: pillar, year and version as the address says them."""
    named = set()
    for at, part in enumerate(parts):
        year = _YEAR.fullmatch(part)
        if year is None or at == 0:
            continue
        if year[2]:
            # Two editions that are compared stand behind the same pillar.
            pillar = parts[at - 1] if parts[at - 1] in PILLARS.values() else parts[at - 2]
            named.add((pillar, year[1], year[2]))
        elif at + 1 < len(parts) and (version := _VERSION.fullmatch(parts[at + 1])):
            named.add((parts[at - 1], year[1], version[1]))
    return named


def _fits(row: WithdrawnRow | queries.EditionRow, parts: list[str]) -> bool:
    """Whether an address of a kind, or of a kind and year, means the edition."""
    if len(parts) < 2 or PILLARS[row.kind] != parts[1]:
        return False
    year = _YEAR.fullmatch(parts[2]) if len(parts) > 2 else None
    return year is None or year[1] == _year(row)


def _year(row: WithdrawnRow | queries.EditionRow) -> str:
    return year_segment(row.fiscal_year)
