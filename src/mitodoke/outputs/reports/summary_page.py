"""Report (d): the edition on one page, for the assembly."""

from __future__ import annotations

from collections import Counter

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import Indicator, IndicatorLevel, ValueRole
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    Labelled,
    Report,
    Section,
    Table,
    row,
)
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.entry_words import stated_or_added_participants
from mitodoke.outputs.reports.front import document_title, make_report, reported_period
from mitodoke.outputs.reports.indicator_tables import indicator_blocks
from mitodoke.outputs.reports.own_plan import own_plan_summary
from mitodoke.outputs.reports.own_progress import LABEL
from mitodoke.outputs.reports.percentages import rating_coverage, vision_bars
from mitodoke.outputs.reports.register import form_counts_table
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import number


def summary_page(edition: Edition, settings: ReportSettings) -> Report:
    """What the edition holds, its main figures, and what the audit says of them."""
    tree = EditionTree(edition)
    body = {
        DocumentKind.MAYORAL_PLEDGES: _pledges,
        DocumentKind.COMPREHENSIVE_STRATEGY: _strategy,
        DocumentKind.COMPREHENSIVE_PLAN: own_plan_summary,
        DocumentKind.COLLABORATION_REGISTER: _register,
    }[edition.content.document.kind](tree)
    title = f"{document_title(edition)}　概要"
    told = reported_period(edition)
    blocks: list[Block] = [Heading(level=1, text=title)]
    if told:
        blocks.append(Labelled(label="対象", text=told))
    section = Section(name="概要", blocks=(*blocks, *body, *_audit(tree)))
    return make_report(edition, settings, title=title, sections=(section,), with_cover=False)


def _pledges(tree: EditionTree) -> list[Block]:
    measures = tree.of_kind(ItemKind.MEASURE)
    kinds = (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE)
    blocks: list[Block] = [
        _counts(
            [(kind.label, len(tree.of_kind(kind))) for kind in kinds]
            + [("取組事業内容", sum(len(item.activities) for item in tree.edition.content.items))]
        )
    ]
    bars = vision_bars(tree, LABEL if tree.calculates or tree.made_here else "進捗状況（公表値）")
    if bars:
        blocks += [Heading(level=2, text="進捗状況"), bars]
    return [*blocks, Labelled(label="評価", text=rating_coverage(tree, measures) or "施策の記載がありません")]


def _strategy(tree: EditionTree) -> list[Block]:
    indicators = tree.edition.content.indicators
    levels = Counter(indicator.level for indicator in indicators)
    kinds = (ItemKind.BASIC_GOAL, ItemKind.BASIC_DIRECTION, ItemKind.MEASURE, ItemKind.PROJECT)
    flags = Counter(flag for item in tree.edition.content.items for flag in item.flags or ())
    outcomes = Counter(_outcome(indicator) for indicator in indicators)
    blocks: list[Block] = [
        _counts(
            [(kind.label, len(tree.of_kind(kind))) for kind in kinds]
            + [(level.label, levels[level]) for level in IndicatorLevel]
        ),
        *_numerical_targets(tree),
        Heading(level=2, text="目標値との比較"),
        Table(
            caption="最新の実績値と目標値の大小（増やす指標か減らす指標かは問わず、良し悪しの判定ではありません）",
            columns=(Column(header="状態", weight=20), Column(header="指標の数", weight=8, align=Align.END)),
            rows=tuple(row(name, number(outcomes[name])) for name in _OUTCOMES),
        ),
    ]
    if flags:
        told = "、".join(f"{flag.label} {flags[flag]}件" for flag in RevisionFlag if flags[flag])
        blocks += [Heading(level=2, text="見直しの印"), Labelled(label="項目に付いた印", text=told)]
    return blocks


def _numerical_targets(tree: EditionTree) -> list[Block]:
    """The numerical targets of every goal in one table."""
    targets = [one for one in tree.edition.content.indicators if one.level is IndicatorLevel.NUMERICAL_TARGET]
    blocks = indicator_blocks(targets, caption="", name_header="数値目標")
    return [Heading(level=2, text="数値目標"), *blocks] if blocks else []


_OUTCOMES = ("実績値が目標値以上", "実績値が目標値未満", "比べられない（記載がない、単位や数え方が異なる）")


def _outcome(indicator: Indicator) -> str:
    """Which of `_OUTCOMES` holds: numbers are compared only where unit and way of counting are the same."""
    actual, target = (indicator.value(role) for role in (ValueRole.ACTUAL, ValueRole.TARGET))
    if actual is None or target is None:
        return _OUTCOMES[2]
    now, aim = actual.quantity, target.quantity
    if now.value is None or aim.value is None or (now.unit, now.cumulative) != (aim.unit, aim.cumulative):
        return _OUTCOMES[2]
    return _OUTCOMES[0 if now.value >= aim.value else 1]


def _register(tree: EditionTree) -> list[Block]:
    told = [stated_or_added_participants(entry) for entry in tree.edition.content.entries]
    known = [count for count in told if count is not None]
    words = f"{number(sum(known))}人（参加人数の記載がある{len(known)}件の合計。記載のない{len(told) - len(known)}件は含みません）"
    return [
        form_counts_table(tree),
        Labelled(label="参加人数", text=words if known else "参加人数の記載がありません"),
    ]


def _counts(counts: list[tuple[str, int]]) -> Table:
    return Table(
        caption="項目の数",
        columns=tuple(Column(header=name, weight=10, align=Align.END) for name, _ in counts),
        rows=(row(*(number(count) for _, count in counts)),),
    )


def _audit(tree: EditionTree) -> list[Block]:
    """How many printed figures were calculated again, and how many doubtful places were found; nothing of neither."""
    # What a plan with levels of its own, or one made at the desk, does not print cannot be held against anything.
    own = bool(tree.edition.content.levels) or tree.calculates or tree.made_here
    figures = [one for one in tree.edition.audit.figures if one.printed is not None or not own]
    agrees = Counter(figure.agrees for figure in figures)
    severities = Counter(finding.severity for finding in tree.edition.audit.findings)
    findings = "、".join(f"{severity.label} {severities[severity]}件" for severity in Severity)
    texts = [f"指摘（確認が必要な箇所）：{findings}"]
    if figures:
        told = f"一致 {agrees[True]}件、不一致 {agrees[False]}件、照合できないもの {agrees[None]}件"
        texts.insert(0, f"公表された数値 {len(figures)}件を再計算：{told}")
    elif not severities:
        return []
    return [Heading(level=2, text="検算と指摘"), Bullets(texts=tuple(texts))]
