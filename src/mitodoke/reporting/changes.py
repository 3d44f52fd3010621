"""What differs between two readings of one document, table by table, for a person to look over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from mitodoke.domain.edition import Reading

EXAMPLES = 5
"""How many changes of a table are told one by one."""

Key = tuple[str | int | None, ...]
Row = dict[str, Any]
Table = dict[Key, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """How many records of a table are new, have other content, only another place, are gone, or stay as they were.

    `examples` are Japanese phrases that tell the first changes.
    """

    table: str
    label: str
    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    examples: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.changed or self.moved or self.removed)


LABELS = {
    "document": "文書",
    "items": "項目",
    "activities": "取組事業内容",
    "indicators": "指標",
    "values": "指標の値",
    "collaborations": "協働事業",
    "occurrences": "実施日",
    "organisations": "団体",
    "glossary": "用語",
    "ratings": "評価",
    "stated": "公表された数値",
    "findings": "指摘",
}
_ELSEWHERE = {
    "items": ("activities",),
    "indicators": ("values",),
    "collaborations": ("occurrences", "organisations"),
}


def compare_readings(old: Reading | None, new: Reading) -> tuple[TableChange, ...]:
    """The changes from `old` (None: nothing stored yet) to `new`, for every table in which either has records."""
    before = record_tables(old) if old is not None else {name: {} for name in LABELS}
    after = record_tables(new)
    return tuple(_compare(name, before[name], after[name]) for name in LABELS if before[name] or after[name])


def _compare(name: str, before: Table, after: Table) -> TableChange:
    counts: Counter[str] = Counter()
    examples: list[str] = []

    def tell(action: str, key: Key, difference: str = "") -> None:
        counts[action] += 1
        if len(examples) < EXAMPLES:
            examples.append(f"{action} {' '.join(str(part) for part in key if part)}{difference}")

    for key, row in after.items():
        if key not in before:
            tell("追加", key)
            continue
        names = [column for column, value in row.items() if before[key][column] != value]
        if not names:
            counts["同じ"] += 1
        elif names == ["place"]:
            counts["移動"] += 1
        else:
            column = next(one for one in names if one != "place")
            tell("変更", key, f" {column}: {_show(before[key][column])} → {_show(row[column])}")
    for key in before:
        if key not in after:
            tell("削除", key)
    return TableChange(
        table=name,
        label=LABELS[name],
        added=counts["追加"],
        changed=counts["変更"],
        moved=counts["移動"],
        removed=counts["削除"],
        unchanged=counts["同じ"],
        examples=tuple(examples),
    )


def _show(value: object) -> str:
    if value is None or value in ("", ()):
        return "（なし）"
    text = "、".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
    return f"「{text if len(text) <= 30 else text[:30] + '…'}」"


def record_tables(reading: Reading) -> Mapping[str, Table]:
    """The records of a reading as rows, by table and key; what a record contains stands in the table of its own."""
    return {
        table: {key: record_row(table, record) for key, record in records.items()}
        for table, records in keyed_records(reading).items()
    }


def keyed_records(reading: Reading) -> Mapping[str, Mapping[Key, Any]]:
    """The records of a reading by table and key, as they are."""
    content = reading.content
    return {
        "document": {(content.document.document,): content.document},
        "items": _keyed(((i.item_id,), i) for i in content.items),
        "activities": _keyed(((i.item_id, a.position), a) for i in content.items for a in i.activities),
        "indicators": _keyed(((i.indicator_id,), i) for i in content.indicators),
        "values": _keyed(
            ((i.indicator_id, v.role, v.fiscal_year), v) for i in content.indicators for v in i.values
        ),
        "collaborations": _keyed(((e.entry_id,), e) for e in content.entries),
        "occurrences": _keyed(((e.entry_id, o.position), o) for e in content.entries for o in e.occurrences),
        "organisations": _keyed(
            ((e.entry_id, o.position), o) for e in content.entries for o in e.organisations
        ),
        "glossary": _keyed(((g.number, g.term), g) for g in content.glossary),
        "ratings": _keyed(((r.item_id, r.department, r.fiscal_year), r) for r in content.ratings),
        "stated": _keyed(((s.subject, s.figure), s) for s in content.stated),
        "findings": _keyed(((f.check, f.subject, f.field), f) for f in reading.findings),
    }


def record_row(table: str, record: Any) -> Row:
    """The fields of a record of `table`, without those that stand in a table of their own."""
    names = (one.name for one in fields(record))
    return {name: getattr(record, name) for name in names if name not in _ELSEWHERE.get(table, ())}


def _keyed(records: Iterable[tuple[Key, Any]]) -> dict[Key, Any]:
    """Records by key; where several share a key, they are told apart by their number among those."""
    found: dict[Key, Any] = {}
    counts: Counter[Key] = Counter()
    for key, record in records:
        counts[key] += 1
        found[key if counts[key] == 1 else (*key, counts[key])] = record
    return found
