"""The texts that a report has to print, in the order of the document; written apart from the code that prints."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind

BULLETS = "➢➤▶・- \u3000"


def pledge_texts(edition: Edition) -> list[str]:
    """Titles, percentages, activities, departments, in the order of the pledges."""
    texts: list[str] = []
    for item in edition.content.items:
        if item.kind is not ItemKind.MEASURE:
            texts.append(item.code)
        texts.append("".join((item.title or "（見出しは原文から失われています）").splitlines()))
        if item.subtitle:
            texts.append("".join(item.subtitle.splitlines()))
        if item.printed_progress is not None:
            texts.append(f"進捗状況{item.printed_progress:f}%")
        texts += [activity.text for activity in item.activities if activity.text]
        if item.kind is ItemKind.MEASURE:
            told = "原文から失われています" if item.departments is None else "、".join(item.departments)
            texts.append(f"担当部署：{told or '記載なし'}")
    return texts


def strategy_texts(edition: Edition) -> list[str]:
    """Titles, departments, summaries, audiences, outcomes and the tables of indicators, item after item."""
    indicators: dict[str, list[str]] = {}
    for indicator in edition.content.indicators:
        values = [value.quantity.printed for value in _by_column(indicator)]
        name = indicator.name + ("（変更）" if indicator.changed else "")
        indicators.setdefault(indicator.item_id, []).extend([name, *values])
    texts: list[str] = []
    for item in edition.content.items:
        texts.append(item.title or "（見出しは原文から失われています）")
        if item.kind is ItemKind.PROJECT:
            told = None if item.departments is None else "／".join(item.departments)
            texts.append("担当課は原文から失われています" if told is None else told)
            if item.sdgs:
                texts.append("SDGs：" + "、".join(map(str, item.sdgs)))
        if item.summary:
            texts += [line.strip().lstrip(BULLETS) for line in item.summary.splitlines()]
        texts += [*item.audience, *item.outcomes, *indicators.get(item.item_id, [])]
    return texts


def _by_column(indicator: object) -> list[object]:
    order = ("baseline", "actual", "target")
    return sorted(
        indicator.values,  # type: ignore[attr-defined]
        key=lambda value: (order.index(value.role.value), value.fiscal_year or 0, value.calendar_year),
    )


def register_texts(edition: Edition) -> list[list[str]]:
    """For each entry the texts of its row."""
    rows = []
    for entry in edition.content.entries:
        texts = [entry.number, entry.title, *entry.departments]
        texts += [text for text in (entry.recurrence_printed, entry.purpose, entry.effects) if text]
        texts += [
            str(part) for one in entry.occurrences for part in (one.label, one.date_printed, one.note) if part
        ]
        # A long text goes on over pages, with the header of the table between its sentences; what a note was put
        # together from stands in the cell where the source has it.
        pieces = (piece for text in texts for line in text.splitlines() for piece in line.split(" ※"))
        rows.append([part for piece in pieces for part in piece.split("。")])
    return rows
