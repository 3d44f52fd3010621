"""A percentage as pages show it, with what must stand beside it; printed or calculated, it looks the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from mitodoke.outputs.charts.donut import Donut, donut
from mitodoke.outputs.charts.svg_writing import ChartHead
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.page import SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputation:
    """What a recomputation says of a printed figure; `rule` is named in the words of the audit."""

    calculated: str | None
    exact: str | None
    rule: str
    verdict: str
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """One percentage for a page; `number` is None where the source lost it or prints none (`absence` says so).

    `percent` is the same number for charts. `coverage` tells what the figure covers in a sentence, `scope` the
    same in few words for a column of a table. `checked_by` names the rule of the recomputation where it is not
    the rule of the figure itself, and is empty otherwise. `calculated` marks a figure that no document prints.
    """

    subject: str
    number: str | None
    percent: Decimal | None
    absence: str
    rule: str
    coverage: str
    scope: str
    recomputation: Recomputation | None
    checked_by: str
    source: SourceLink | None
    calculated: bool = False

    @property
    def words(self) -> str:
        """The number with its sign, or why there is none."""
        return self.absence if self.number is None else tr("{number}％", number=self.number)

    def donut(self, name: str) -> Markup:
        """The figure as a donut whose ids begin with `name`; nothing where there is no figure."""
        if self.percent is None or self.number is None:
            return Markup("")
        head = ChartHead(
            name=name,
            title=tr("{subject} {number}％", subject=self.subject, number=self.number),
            description=tr("0から100％までの円グラフ。塗られた部分が{number}％です。", number=self.number),
        )
        drawn = donut(Donut(head=head, percent=self.percent, number=self.number, unit=tr("％")))
        return Markup(drawn)  # noqa: S704 - the chart escapes every text
