"""The list of corrections (正誤表) of a version as files, beside the reports of its edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.outputs.reports.render import FORMATS, render_errata
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.publishing.edition_files import EditionFile

NAMES: tuple[tuple[str, str], ...] = tuple((form, f"report/errata{FORMATS[form].suffix}") for form in FORMATS)
"""Each format of a report with the name of the file below the newer edition's address."""


def errata_files(
    before: Edition, after: Edition, settings: ReportSettings, reasons: ChangeReasons | None = None
) -> Iterator[EditionFile]:
    """正誤表 from `before` to `after` (two versions of one document) in every format; made when asked for."""
    for form, name in NAMES:
        yield EditionFile(
            name=name,
            title="正誤表",
            media_type=FORMATS[form].media_type,
            render=partial(render_errata, before, after, settings, file_format=form, reasons=reasons),
        )
