"""One item of the pledges over the editions: its percentage, and whether its wording is still the original one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.charts.history_line import HistoryPoint
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.coverage import PROGRESS, absence, scope
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.origin import origin_words
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.pledge_charts import history_chart


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEdition:
    """One edition of the pledges; `label` is its name, `published_on` an ISO date, `current` the page's own."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str
    published_on: str | None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """The item in one edition.

    `number` is None where there is no percentage, as `absence` says; `wording` compares the wording with the
    edition before, `changed` when it differs; `title` and `subtitle` are given where they are new.
    """

    edition: Link
    published_on: str | None
    current: bool
    present: bool
    percent: Decimal | None
    number: str | None
    absence: str
    scope: str
    wording: str
    changed: bool
    title: str | None
    subtitle: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeHistory:
    """The item over all editions, the oldest first.

    `origin` says where the percentages come from, `verdict` in a sentence what became of the wording.
    """

    rows: tuple[HistoryRow, ...]
    chart: Markup
    origin: str
    verdict: str
    changed: bool


def pledge_history(item: PlanItem, key: str, editions: Sequence[YearEdition], subject: str) -> PledgeHistory:
    """`item`, which bears `key`, in every one of `editions` (the oldest first), matched by kind and number."""
    rows: list[HistoryRow] = []
    before: PlanItem | None = None
    for edition in editions:
        found = edition.index.items_by_key.get(key)
        same = found if found is not None and found.kind is item.kind else None
        rows.append(_row(same, before, edition))
        if same is not None and (same.title is not None or before is None):
            before = same
    points = [
        HistoryPoint(
            label=show_fiscal_year(edition.addresses.fiscal_year),
            percent=row.percent,
            number=tr("なし") if row.number is None else tr("{number}％", number=row.number),
        )
        for row, edition in zip(rows, editions, strict=True)
    ]
    changes = sum(row.changed for row in rows)
    present = [row for row in rows if row.present]
    if len(present) < 2:
        verdict = tr("この番号の項目がある版は一つだけです。文言を比べられる版は、まだありません。")
    elif changes:
        verdict = tr("文言は、最初の版から{count}回変わっています。", count=changes)
    else:
        verdict = tr("文言は、最初の版から変わっていません（{count}つの版で同じ）。", count=len(present))
    return PledgeHistory(
        rows=tuple(rows),
        chart=history_chart(points, "history", subject),
        origin=origin_words(edition.index for edition in editions),
        verdict=verdict,
        changed=bool(changes),
    )


def _row(item: PlanItem | None, before: PlanItem | None, edition: YearEdition) -> HistoryRow:
    index, addresses = edition.index, edition.addresses
    wording, changed, shown = _wording(item, before)
    percent = index.progress(item) if item else None
    return HistoryRow(
        edition=Link(
            edition.label,
            addresses.page(index.item_keys[item.item_id]) if item else addresses.home,
        ),
        published_on=edition.published_on,
        current=edition.current,
        present=item is not None,
        percent=percent,
        number=None if percent is None else show_number(percent),
        absence=_absence(item, index),
        scope=scope(item, index) if item and not index.edition.content.levels else "",
        wording=wording,
        changed=changed,
        title=item.title if item and shown else None,
        subtitle=item.subtitle if item and shown else None,
    )


def _absence(item: PlanItem | None, index: EditionIndex) -> str:
    if item is None:
        return tr("項目なし")
    return tr("評価なし") if index.edition.content.levels else absence(item.item_id, PROGRESS, index)


def _wording(item: PlanItem | None, before: PlanItem | None) -> tuple[str, bool, bool]:
    """How the wording compares with the last known one, whether it says something else, and whether to show it."""
    if item is None:
        return tr("この版に同じ番号の項目はありません"), False, False
    if item.title is None or (before is not None and before.title is None):
        return tr("見出しが原文から失われており、比べられません"), False, True
    if before is None:
        return tr("最初の文言"), False, True
    now, then = (f"{one.title}\n{one.subtitle or ''}" for one in (item, before))
    if now == then:
        return tr("変更なし"), False, False
    if comparable(now) == comparable(then):
        return tr("空白や全角・半角だけの違い"), False, True
    return tr("変更あり"), True, True
