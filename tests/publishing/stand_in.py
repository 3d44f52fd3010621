"""Puts hand-made editions in the place of the database: the pages then show them without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.publishing import queries, report_settings
from mitodoke.publishing.rows import WithdrawnRow
from mitodoke.publishing.visibility import Standing
from publishing.edition_parts import CITY, CODE, CityRow, Row, row_of, source_text
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.strategy_editions import strategy_edition


@dataclass
class StandIn:
    """What the site is to find published; `calls` counts how often it asked."""

    editions: Sequence[Edition]
    cities: Sequence[CityRow]
    lines: tuple[str, ...]
    calls: int = 0
    reasons: dict[int, ChangeReasons] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """All editions as the queries list them."""
        return [row_of(edition, number) for number, edition in enumerate(self.editions, start=1)]

    def municipalities(self) -> list[CityRow]:
        """Stands for the query of this name."""
        self.calls += 1
        return list(self.cities)

    def editions_of(self, code: str) -> list[Row]:
        """Stands for the query of this name."""
        self.calls += 1
        return [row for row in self.rows() if row.code == code]

    def load_edition(
        self, code: str, kind: DocumentKind, fiscal_year: int | None = None, version: int | None = None
    ) -> Edition | None:
        """Stands for the query of this name; the site always names year and version."""
        wanted = (code, kind, fiscal_year, version)
        for row, edition in zip(self.rows(), self.editions, strict=True):
            if (row.code, row.kind, row.fiscal_year, row.version) == wanted:
                return edition
        return None

    def source_lines(self, edition: Edition) -> tuple[str, ...]:
        """Stands for the query of this name."""
        return self.lines

    def change_reasons_of(self, edition_id: int) -> ChangeReasons | None:
        """Stands for the query of this name."""
        return self.reasons.get(edition_id)

    def withdrawals_of(self, code: str) -> list[WithdrawnRow]:
        """Stands for the query of this name: nothing is withdrawn."""
        return []

    def withdrawn_standings(self) -> list[Standing]:
        """Stands for the query of this name: nothing is withdrawn."""
        return []


Publish = Callable[..., StandIn]


def stand_in(
    patch: pytest.MonkeyPatch,
    *editions: Edition,
    cities: Sequence[CityRow] | None = None,
    lines: tuple[str, ...] | None = None,
) -> StandIn:
    """Make the site find `editions` (a whole set where none is named)."""
    from mitodoke.publishing.views import page

    stand = StandIn(
        editions=editions or whole_city(),
        cities=[CityRow(CODE, CITY, fictional=True)] if cities is None else cities,
        lines=source_text() if lines is None else lines,
    )
    for name in (
        "municipalities",
        "editions_of",
        "load_edition",
        "source_lines",
        "change_reasons_of",
        "withdrawals_of",
        "withdrawn_standings",
    ):
        patch.setattr(queries, name, getattr(stand, name))
    patch.setattr(report_settings, "look_of", lambda code: report_settings.Look())
    patch.setattr(report_settings, "texts_of", lambda code, kind, year: report_settings.Texts())
    page._index.cache_clear()
    return stand


def whole_city(extra: int = 60) -> tuple[Edition, ...]:
    """Editions of every kind, two years of pledges and registers, two versions of one; `extra` lengthens the list."""
    return (
        pledge_edition(rated=True, year=2024),
        pledge_edition(year=2025),
        pledge_edition(year=2025, version=2),
        strategy_edition(),
        plan_edition(),
        register_edition(2023),
        register_edition(2024),
        register_edition(2024, version=2, extra=extra),
    )
