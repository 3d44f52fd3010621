"""What is new on the first page: what the newest editions changed, and the corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses, year_segment
from mitodoke.publishing.presentation.compare import compare
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import GROUP_LABELS
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.shelf import EditionRow, Shelf, edition_label

LATEST = 5
"""How many corrections stand on the first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An edition that is at hand: its row, its facts, its addresses."""

    row: EditionRow
    index: EditionIndex
    addresses: EditionAddresses


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """What the newest edition of a kind changed; `before` is None for the first one, `details` leads to all."""

    kind: str
    edition: Link
    published_on: str | None
    before: str | None
    lines: tuple[str, ...]
    details: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestCorrection:
    """A later version of an edition, with the page that shows what it corrected."""

    edition: Link
    published_on: str | None
    details: str


def edition_change(newest: Opened, before: Opened | None) -> EditionChange:
    """What `newest` changed against the edition before it, in words and counts."""
    return EditionChange(
        kind=tr(newest.addresses.kind.label),
        edition=Link(edition_label(newest.row, published=False), newest.addresses.home),
        published_on=newest.row.published_on,
        before=edition_label(before.row, published=False) if before else None,
        lines=tuple(_lines(before.index, newest.index)) if before else (),
        details=comparison_address(before.addresses, newest.addresses) if before else None,
    )


def latest_corrections(shelf: Shelf) -> tuple[LatestCorrection, ...]:
    """The newest versions after the first, the last published first."""
    corrected = sorted(
        (row for row in shelf.rows if shelf.corrected_by(row) is not None),
        key=lambda row: row.published_on or "",
        reverse=True,
    )
    found = []
    for row in corrected[:LATEST]:
        earlier = shelf.corrected_by(row)
        addresses = shelf.addresses(row)
        found.append(
            LatestCorrection(
                edition=Link(
                    f"{tr(addresses.kind.label)} {edition_label(row, published=False)}", addresses.home
                ),
                published_on=row.published_on,
                details=comparison_address(shelf.addresses(earlier), addresses)
                if earlier
                else addresses.home,
            )
        )
    return tuple(found)


def comparison_address(before: EditionAddresses, after: EditionAddresses) -> str:
    """The page that shows two editions side by side."""
    names = (f"fy{year_segment(one.fiscal_year)}-v{one.version}" for one in (before, after))
    return after.city.page("compare", PILLARS[after.kind], *names)


def _lines(before: EditionIndex, after: EditionIndex) -> Iterable[str]:
    overall = [_overall(index) for index in (before, after)]
    if all(overall) and overall[0] != overall[1]:
        yield tr("全体の進捗状況：{before}％から{after}％へ", before=overall[0], after=overall[1])
    yield from _moved(before, after)
    for count in compare(before, after).counts:
        if count.group != "document" and (count.added or count.removed or count.changed):
            yield tr(
                "{group}：追加{added}、削除{removed}、変更{changed}（今の版は{total}件）",
                group=tr(GROUP_LABELS[count.group]),
                added=count.added,
                removed=count.removed,
                changed=count.changed,
                total=show_number(count.after),
            )


def _overall(index: EditionIndex) -> str | None:
    stated = index.stated("document", "progress.overall")
    return None if stated is None or stated.value is None else show_number(stated.value)


def _moved(before: EditionIndex, after: EditionIndex) -> Iterable[str]:
    """How many printed percentages of visions and pledges rose, fell or stayed, of those that both editions print."""
    pairs = [
        (old.printed_progress, item.printed_progress)
        for item in after.edition.content.items
        if (old := _same(item, before)) is not None
        and old.printed_progress is not None
        and item.printed_progress is not None
    ]
    if any(old != new for old, new in pairs):
        yield tr(
            "進捗状況の公表値が両方の版にある{count}項目のうち、上がったもの{up}、下がったもの{down}、同じもの{same}",
            count=len(pairs),
            up=sum(new > old for old, new in pairs),
            down=sum(new < old for old, new in pairs),
            same=sum(new == old for old, new in pairs),
        )


def _same(item: PlanItem, before: EditionIndex) -> PlanItem | None:
    old = before.items.get(item.item_id)
    return old if old is not None and old.kind is item.kind else None
