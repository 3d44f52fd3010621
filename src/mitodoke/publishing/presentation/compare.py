"""Two editions of one kind side by side: what was added, removed and changed, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.japanese_text import comparable
from mitodoke.outputs.edition_json import BESIDE_FIELDS
from mitodoke.outputs.reports.comparison import GROUPS as LABELS
from mitodoke.outputs.reports.comparison import Correction, compare_editions
from mitodoke.outputs.reports.record_texts import CONTENT_FIELDS
from mitodoke.publishing.presentation.edition_index import EditionIndex

GROUPS = ("document", "items", "ratings", "indicators", "entries", "glossary", "stated", *BESIDE_FIELDS)
"""The kinds of record that are compared, by their names in the content of an edition, in the order of the comparison."""
_BY_YEAR = frozenset({"年度", "番号"})
"""What differs between the registers of two years in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference of a field; None where a line of a list was not there, an empty text where nothing was told."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record of `group` that differs: `change` is ``added``, ``removed`` or ``changed``.

    `before` and `after` are its id in the older and in the newer edition, `name` its name where it has no page.
    """

    group: str
    change: str
    name: str
    before: str | None
    after: str | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """How many records of a kind there are in either edition, and how many differ."""

    group: str
    before: int
    after: int
    added: int
    removed: int
    changed: int

    @property
    def same(self) -> int:
        """How many stand unchanged in both."""
        return self.after - self.added - self.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs between two editions; `by_title` when entries were matched by title, not by number."""

    counts: tuple[GroupCount, ...]
    changes: tuple[RecordChange, ...]
    by_title: bool


@lru_cache(maxsize=16)
def compare(before: EditionIndex, after: EditionIndex) -> Comparison:
    """Compares two editions of one kind, linear in their size.

    Records are matched by their numbers. The numbers of a register are new every year, so that entries of two
    years are matched by form and title instead; number and year are then no difference.
    """
    by_title = (
        after.document.kind is DocumentKind.COLLABORATION_REGISTER
        and before.document.fiscal_year != after.document.fiscal_year
    )
    old, new = (_numbered(index) if by_title else {} for index in (before, after))
    pair = (before.edition, after.edition)
    if by_title:
        pair = (_renamed(before.edition, old), _renamed(after.edition, new))
    gathered: dict[str, list[Correction]] = {}
    for one in compare_editions(*pair):
        gathered.setdefault(one.group, []).append(one)
    counts, changes = [], []
    for group, label in zip(GROUPS, LABELS, strict=True):
        found = _changes(group, gathered.get(label, ()), old, new, by_title=by_title)
        kinds = [change.change for change in found]
        sizes = [_size(edition, group) for edition in pair]
        if any(sizes):
            counts.append(
                GroupCount(
                    group=group,
                    before=sizes[0],
                    after=sizes[1],
                    added=kinds.count("added"),
                    removed=kinds.count("removed"),
                    changed=kinds.count("changed"),
                )
            )
        changes += found
    return Comparison(counts=tuple(counts), changes=tuple(changes), by_title=by_title)


def _size(edition: Edition, group: str) -> int:
    return 1 if group == "document" else len(getattr(edition.content, group))


def _numbered(index: EditionIndex) -> dict[str, str]:
    """The ids of entries by form and title; a repeated title is numbered in the order of the register."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for entry in index.edition.content.entries:
        key = f"{entry.form}|{entry.name_holder or ''}|{comparable(entry.title)}"
        counts[key] = counts.get(key, 0) + 1
        found[f"{key}|{counts[key]}"] = entry.entry_id
    return found


def _renamed(edition: Edition, names: Iterable[str]) -> Edition:
    content = edition.content
    entries = (replace(entry, entry_id=name) for name, entry in zip(names, content.entries, strict=True))
    return replace(edition, content=replace(content, entries=tuple(entries)))


def _changes(
    group: str,
    corrections: Iterable[Correction],
    old: dict[str, str],
    new: dict[str, str],
    *,
    by_title: bool,
) -> list[RecordChange]:
    """The corrections of one group, gathered by their records."""
    entries = group == "entries" and by_title
    fields: dict[str, list[Difference]] = {}
    whole: dict[str, str] = {}
    names: dict[str, str] = {}
    for one in corrections:
        if entries and one.field in _BY_YEAR:
            continue
        names[one.subject] = one.name
        found = fields.setdefault(one.subject, [])
        if one.field == CONTENT_FIELDS:
            whole[one.subject] = "added" if one.before is None else "removed"
        else:
            found.append(Difference(field=one.field, before=one.before, after=one.after))
    changes = []
    for subject, found in fields.items():
        change = whole.get(subject, "changed")
        changes.append(
            RecordChange(
                group=group,
                change=change,
                name=names[subject],
                before=None if change == "added" else old.get(subject, subject) if entries else subject,
                after=None if change == "removed" else new.get(subject, subject) if entries else subject,
                differences=tuple(found),
            )
        )
    return changes
