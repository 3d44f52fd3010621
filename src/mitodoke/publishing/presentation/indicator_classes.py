"""Classes of progress rates: how many indicators lie where, drawn and as a table; never an average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from mitodoke.domain.indicator import Indicator
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.progress import Rate, Undefined
from mitodoke.outputs.charts.stacked_counts import CountClass, StackedCounts, stacked_counts
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.outputs.charts.textures import Tone
from mitodoke.publishing.language.speak import tr


class ProgressClass(StrEnum):
    """Where a progress rate lies; the value is its word in addresses."""

    REACHED = "reached"
    ON_THE_WAY = "on-the-way"
    WORSE = "worse"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            ProgressClass.REACHED: "100％以上",
            ProgressClass.ON_THE_WAY: "0％以上100％未満",
            ProgressClass.WORSE: "0％未満（基準値より後退）",
            ProgressClass.NONE: "計算できないもの",
        }[self]

    @property
    def tone(self) -> Tone:
        """The colour of its part; it only repeats what the words tell."""
        return {
            ProgressClass.REACHED: Tone.GOOD,
            ProgressClass.ON_THE_WAY: Tone.KEY,
            ProgressClass.WORSE: Tone.BAD,
            ProgressClass.NONE: Tone.NEUTRAL,
        }[self]


def class_of(progress: Rate) -> ProgressClass:
    """The class of one progress rate; a rate that does not exist has a class of its own."""
    if isinstance(progress, Undefined):
        return ProgressClass.NONE
    if progress < 0:
        return ProgressClass.WORSE
    return ProgressClass.REACHED if progress >= 1 else ProgressClass.ON_THE_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One class with its count; `address` lists the indicators in it, where such a page exists.

    `lead` is the name that the class has in the chart, where its own name is a document's and cannot stand there.
    """

    label: str
    count: int
    address: str = ""
    content: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How many indicators of `total` lie in which class, as a chart and a table; `reasons` are those for none."""

    chart: Markup
    rows: tuple[CountRow, ...]
    reasons: tuple[CountRow, ...]
    total: int


def progress_distribution(indicators: Iterable[Indicator], name: str, base: str = "") -> Distribution:
    """The progress classes of `indicators`; the pages of the classes stand below `base` where it is given."""
    rates = [rates_of(one).progress for one in indicators]
    counts = Counter(map(class_of, rates))
    reasons = Counter(rate.reason for rate in rates if isinstance(rate, Undefined))
    chart = counts_chart(
        name,
        tr("進捗率の分布"),
        tuple(
            CountClass(label=tr(one.label), count=counts[one], number=show_count(counts[one]), tone=one.tone)
            for one in ProgressClass
        ),
    )
    return Distribution(
        chart=chart,
        rows=tuple(
            CountRow(label=tr(one.label), count=counts[one], address=f"{base}{one}/" if base else "")
            for one in ProgressClass
        ),
        reasons=tuple(CountRow(label=tr(why.label), count=count) for why, count in reasons.most_common()),
        total=len(rates),
    )


def counts_chart(name: str, title: str, classes: tuple[CountClass, ...]) -> Markup:
    """The bar of `classes`; what it shows is read out as its description."""
    described = tr("、").join(tr("{label}：{number}", label=one.label, number=one.number) for one in classes)
    head = ChartHead(name=name, title=title, description=described)
    drawn = stacked_counts(StackedCounts(head=head, classes=classes, percent_sign=tr("％")))
    return Markup(drawn)  # noqa: S704 - the charts escape every word they are given


def show_count(count: int) -> str:
    """A number of indicators with its counter word."""
    return tr("{count}件", count=count)
