"""Ids of rows from form, name holder and printed number, and where the numbers do not run on."""

from __future__ import annotations

import re
from collections import Counter

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.collaboration_register.row_text import RowText

_Table = tuple[CollaborationForm, NameHolder | None]


class Numbering:
    """Gives ids by form, name holder and printed number, and tells where the numbers do not run on."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._last: dict[_Table, int] = {}
        self._unnumbered: Counter[_Table] = Counter()
        self._last_of_all = 0

    def take(self, row: RowText) -> tuple[str, list[Finding]]:
        """The id of `row`, and findings about its number."""
        table = (row.form, row.name_holder)
        prefix = row.form.value + (f"-{row.name_holder.value}" if row.name_holder else "")
        if not row.number:
            self._unnumbered[table] += 1
            entry_id = f"{prefix}-unnumbered-{self._unnumbered[table]}"
            return entry_id, [
                _about_number(
                    row,
                    entry_id,
                    "number_missing",
                    "この行の番号が読み取れません。原本の番号を確認してください。",
                )
            ]
        base = f"{prefix}-{row.number}"
        self._seen[base] += 1
        if self._seen[base] > 1:
            entry_id = f"{base}~{self._seen[base]}"
            return entry_id, [
                _about_number(
                    row,
                    entry_id,
                    "duplicate_number",
                    f"番号{row.number}が同じ表に{self._seen[base]}回あります。どちらかの番号が誤りでないか確認してください。",
                )
            ]
        return base, self._gap(row, table, base)

    def _gap(self, row: RowText, table: _Table, entry_id: str) -> list[Finding]:
        number = leading_number(row.number)
        expected = self._last.get(table, 0) + 1
        continues = table not in self._last and number == self._last_of_all + 1
        self._last[table] = self._last_of_all = number
        if number == expected or continues:
            return []
        return [
            _about_number(
                row,
                entry_id,
                "number_gap",
                f"番号が{expected}ではなく{number}です。行の抜けや番号の誤りがないか確認してください。",
                str(expected),
            )
        ]


def _about_number(row: RowText, entry_id: str, check: str, message: str, expected: str = "") -> Finding:
    return Finding(
        check=check,
        severity=Severity.WARNING,
        subject=entry_id,
        field="number",
        place=line_place(row.first, row.last),
        printed=row.number,
        expected=expected,
        message=message,
    )


def fold_number(printed: str) -> str | None:
    """The number of a row without its dot or brackets (``１．`` is 1, ``(3)`` is 3, ``2-1`` stays), or None."""
    match = re.match(
        r"\s*(?:No\.?\s*)?\(?(\d{1,6}(?:-\d{1,3})?)[).]?\s*\Z", fold_width(printed), re.IGNORECASE
    )
    return match[1] if match else None


def leading_number(number: str) -> int:
    """The number that a folded one begins with (``2-1`` is 2)."""
    return int(number.partition("-")[0])
