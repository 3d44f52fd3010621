"""What differs between two editions of one document: the list of corrections (正誤)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import GlossaryTerm, PlanItem
from mitodoke.domain.own_levels import level_names, rated_kinds
from mitodoke.domain.own_roll_up import is_calculated
from mitodoke.domain.rating import Rating
from mitodoke.outputs.reports.beside_texts import BESIDE_GROUPS, beside_groups
from mitodoke.outputs.reports.edition_tree import PROGRESS, WHOLE, WHOLE_PROGRESS
from mitodoke.outputs.reports.record_texts import (
    CONTENT_FIELDS,
    document_texts,
    entry_texts,
    glossary_texts,
    indicator_texts,
    item_texts,
    level_texts,
    progress_text,
    rating_texts,
    rule_texts,
    stated_texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One difference: of record `subject` (`name` in words) the field `field` said `before` and says `after`.

    None means that the record, or the line of a list, was not there; an empty text that the field told nothing.
    `group` is the kind of the record in words, `reason` why it changed where that was told.
    """

    subject: str
    name: str
    field: str
    before: str | None
    after: str | None
    group: str = ""
    reason: str | None = None


GROUPS = ("文書", "項目", "評価", "指標", "協働事業", "用語", "公表された数値", *BESIDE_GROUPS)
"""The kinds of record in words, in the order in which they are compared."""

Texts = Mapping[str, tuple[str, ...]]
"""The fields of a record in words; a field with several texts is a list."""

Named = tuple[str, str, Texts]
"""A record: its id, its name in words, its fields."""


def compare_editions(before: Edition, after: Edition) -> tuple[Correction, ...]:
    """Every difference between two editions, in the order of the newer one; what it no longer has comes last.

    Records are matched by their ids, which stay the same between versions of one document. Places, line counts
    and hashes are no facts and are not compared. Linear in the size of the editions.
    """
    corrections: list[Correction] = []
    for group, old, new in zip(GROUPS, record_groups(before), record_groups(after), strict=True):
        corrections += (replace(one, group=group) for one in _compare_group(old, new))
    return tuple(corrections)


def with_reasons(corrections: Iterable[Correction], reasons: ChangeReasons | None) -> tuple[Correction, ...]:
    """`corrections` with the reasons that were told for their records."""
    if reasons is None:
        return tuple(corrections)
    told = dict(reasons.by_subject)
    return tuple(replace(one, reason=told.get(one.subject, reasons.rest)) for one in corrections)


def record_groups(edition: Edition) -> list[list[Named]]:
    """The records of an edition, one group for each kind; a repeated id is numbered."""
    content = edition.content
    names, progress = level_names(content.levels), _progress(edition)
    whole = document_texts(content.document) | level_texts(content.levels) | rule_texts(content)
    return [
        [(WHOLE, f"{content.document.kind.label}全体", whole | progress.get(WHOLE, {}))],
        _numbered(_item(item, names[item.kind], progress.get(item.item_id, {})) for item in content.items),
        _numbered(map(_rating, content.ratings)),
        _numbered(map(_indicator, content.indicators)),
        _numbered(map(_entry, content.entries)),
        _numbered(map(_term, content.glossary)),
        _numbered(
            (f"{one.subject} {one.figure}", f"公表された数値（{one.figure}）", stated_texts(one))
            for one in content.stated
        ),
        *map(_numbered, beside_groups(content)),
    ]


def _progress(edition: Edition) -> dict[str, dict[str, tuple[str, ...]]]:
    """The calculated percentages above the rated items, which follow from facts that may stand elsewhere."""
    content = edition.content
    if not is_calculated(content):
        return {}
    rated = rated_kinds(content.document.kind, content.levels)
    told = {item.item_id for item in content.items if item.kind not in rated} | {WHOLE}
    return {
        one.subject: {"計算した割合": (progress_text(one),)}
        for one in edition.audit.figures
        if one.figure in (PROGRESS, WHOLE_PROGRESS) and one.subject in told
    }


def _item(item: PlanItem, level: str, progress: dict[str, tuple[str, ...]]) -> Named:
    return item.item_id, f"{level} {item.code}", item_texts(item) | progress


def _rating(rating: Rating) -> Named:
    key = f"{rating.item_id} {rating.department} {rating.fiscal_year}"
    return key, f"評価 {rating.item_id}（{rating.department}）", rating_texts(rating)


def _indicator(indicator: Indicator) -> Named:
    return indicator.indicator_id, f"指標 {indicator.indicator_id}", indicator_texts(indicator)


def _entry(entry: CollaborationEntry) -> Named:
    holder = entry.name_holder.label if entry.name_holder else ""
    return entry.entry_id, f"{entry.form.label}{holder} No.{entry.number}", entry_texts(entry)


def _term(term: GlossaryTerm) -> Named:
    return f"term {term.term}", f"用語 {term.term}", glossary_texts(term)


def _numbered(records: Iterable[Named]) -> list[Named]:
    counts: dict[str, int] = {}
    found: list[Named] = []
    for key, name, texts in records:
        counts[key] = counts.get(key, 0) + 1
        found.append((key if counts[key] == 1 else f"{key} #{counts[key]}", name, texts))
    return found


def _compare_group(old: Sequence[Named], new: Sequence[Named]) -> Iterator[Correction]:
    old_by_key = {key: (name, texts) for key, name, texts in old}
    new_keys = {key for key, _, _ in new}
    for key, name, texts in new:
        if key in old_by_key:
            yield from _compare_texts(key, name, old_by_key[key][1], texts)
        else:
            yield Correction(subject=key, name=name, field=CONTENT_FIELDS, before=None, after=_whole(texts))
    for key, name, texts in old:
        if key not in new_keys:
            yield Correction(subject=key, name=name, field=CONTENT_FIELDS, before=_whole(texts), after=None)


def _whole(texts: Texts) -> str:
    return "\n".join(f"{field}：{'、'.join(parts)}" for field, parts in texts.items() if any(parts))


def _compare_texts(key: str, name: str, old: Texts, new: Texts) -> Iterator[Correction]:
    for field in dict.fromkeys((*new, *old)):
        before, after = old.get(field, ()), new.get(field, ())
        if before != after:
            for one, other in _differing(before, after):
                yield Correction(subject=key, name=name, field=field, before=one, after=other)


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """The lines that differ: what both begin and end with is left out, the rest paired in its order."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    for at in range(max(len(old), len(new))):
        one = old[at] if at < len(old) else None
        other = new[at] if at < len(new) else None
        if one != other:
            yield one, other
