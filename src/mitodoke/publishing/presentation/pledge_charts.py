"""The charts of the pledges: bars of percentages, the map of all pledges, one percentage over the editions."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mitodoke.outputs.charts.bar_chart import Bar, BarChart, bar_chart
from mitodoke.outputs.charts.history_line import HistoryLine, HistoryPoint, history_line
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.outputs.charts.tile_map import Tile, TileGroup, TileMap, tile_map
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.item_link import shown_title
from mitodoke.publishing.presentation.level_word import OwnWord
from mitodoke.publishing.presentation.pledge_entry import PlanEntry

_CLASSES = (
    "20％未満",
    "20％以上40％未満",
    "40％以上60％未満",
    "60％以上80％未満",
    "80％以上",
)


def bars(entries: Sequence[PlanEntry], name: str, title: str) -> Markup:
    """A bar for each of `entries`, with a link to its page; nothing where there are none."""
    if not entries:
        return Markup("")
    made = BarChart(
        head=ChartHead(
            name=name,
            title=title,
            description=tr("0から100％までの横棒グラフ。同じ数値が、続く表にあります。"),
        ),
        bars=tuple(
            Bar(
                label=_words(one),
                number=one.percentage.words,
                percent=one.percentage.percent,
                href=one.address,
            )
            for one in entries
            if one.percentage
        ),
        unit=tr("％"),
    )
    return Markup(bar_chart(made))  # noqa: S704 - the chart escapes every text


def pledge_map(visions: Sequence[PlanEntry], name: str, *, calculated: bool) -> Markup:
    """A tile for each pledge, grouped by vision; nothing where there are no pledges."""
    groups = tuple(
        TileGroup(
            heading=_words(vision),
            tiles=tuple(
                Tile(
                    code=one.code,
                    number=tr("なし") if one.percentage.number is None else one.percentage.words,
                    words=f"{_words(one)} {one.percentage.words}",
                    percent=one.percentage.percent,
                    href=one.address,
                )
                for one in vision.children
                if one.percentage
            ),
        )
        for vision in visions
    )
    if not any(group.tiles for group in groups):
        return Markup("")
    low, some, half, more, high = (tr(words) for words in _CLASSES)
    made = TileMap(
        head=ChartHead(
            name=name,
            title=tr("公約ごとの進捗状況の一覧図"),
            description=tr(
                "公約を一つずつ四角で示し、進捗状況を5段階に塗り分けた図。同じ数値が、総括表にあります。"
            ),
        ),
        groups=groups,
        class_words=(low, some, half, more, high),
        unknown=tr("評価なし" if calculated else "公表値なし"),
    )
    return Markup(tile_map(made))  # noqa: S704 - the chart escapes every text


def history_chart(points: Sequence[HistoryPoint], name: str, subject: str) -> Markup:
    """The percentages of one item over the editions; nothing with fewer than two editions or no percentage."""
    if len(points) < 2:
        return Markup("")
    head = ChartHead(
        name=name,
        title=tr("{subject}の推移", subject=subject),
        description=tr("版ごとの進捗状況を結んだ折れ線グラフ。同じ数値が、続く表にあります。"),
    )
    drawn = history_line(HistoryLine(head=head, points=tuple(points), unit=tr("％")))
    return Markup(drawn or "")  # noqa: S704 - the chart escapes every text


def _words(entry: PlanEntry) -> str:
    """Kind, number and title; outside Japanese without the title, which only a part of the chart could mark as such."""
    name = f"{entry.label}{entry.code}"
    if language() != JAPANESE:
        return entry.code if isinstance(entry.label, OwnWord) else f"{entry.label} {entry.code}"
    return f"{name} {shown_title(entry.title)}"
