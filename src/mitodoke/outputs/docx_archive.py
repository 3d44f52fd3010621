"""What makes a Word file the same every time: its properties, and the dates inside its archive."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from mitodoke.outputs.reports.blocks import Report
from mitodoke.outputs.reports.moment import frozen_day
from mitodoke.outputs.reports.wording import printable

_LONGEST_PROPERTY = 255
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def set_core_properties(document: Any, report: Report) -> None:
    """Title, author, language and a date that the edition tells, not the clock."""
    moment = datetime.datetime.combine(frozen_day(report.moment), datetime.time())
    properties = document.core_properties
    properties.title = printable(report.title)[:_LONGEST_PROPERTY]
    properties.author = printable(report.author)[:_LONGEST_PROPERTY]
    properties.comments = printable(report.description)[:_LONGEST_PROPERTY]
    properties.language = "ja-JP"
    properties.created = properties.modified = moment
    properties.last_modified_by = properties.author


def fixed_archive(data: bytes) -> bytes:
    """The same archive with one fixed date for all of its parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return stored.getvalue()
