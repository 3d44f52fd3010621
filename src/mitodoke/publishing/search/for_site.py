"""The search of this site: the only module of the search that asks the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from mitodoke.domain.edition import Edition
from mitodoke.publishing import queries
from mitodoke.publishing.search.keep_index import index_in
from mitodoke.publishing.search.open_index import SearchIndex


def for_site() -> SearchIndex:
    """The index over every published edition, in the folder ``search`` of MITODOKE_HOME; built when missing.

    Call it after publishing, so that no reader waits for it.
    """
    rows = [row for city in queries.municipalities() for row in queries.editions_of(city.code)]

    def load() -> Iterator[Edition]:
        for row in rows:
            edition = queries.load_edition(row.code, row.kind, row.fiscal_year, row.version)
            if edition is not None:
                yield edition

    return index_in(Path(settings.HOME) / "search", [row.sha256 for row in rows], load)
