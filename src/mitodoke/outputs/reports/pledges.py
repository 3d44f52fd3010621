"""Report (a): 市長公約の取組状況, one section a vision, then 総括表 and the bar chart."""

from __future__ import annotations

from mitodoke.domain.combining import Combining
from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.outputs.reports.activities import measure_card
from mitodoke.outputs.reports.beside_blocks import beside_blocks, whole_opinions
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Gauge,
    Heading,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    row,
)
from mitodoke.outputs.reports.chosen_rules import judgement_blocks, roll_up_blocks
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.front import document_title, make_report, opening, own_text, reported_period
from mitodoke.outputs.reports.item_names import item_title, numbered_kind
from mitodoke.outputs.reports.percentages import (
    figure_words,
    has_whole_progress,
    item_gauge,
    vision_bars,
    whole_gauge,
    whole_progress,
)
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.stated_counts import stated_counts
from mitodoke.outputs.reports.wording import percent


def pledges_report(edition: Edition, settings: ReportSettings) -> Report:
    """The yearly report on the pledges."""
    tree = EditionTree(edition)
    sections = [Section(name="はじめに", blocks=tuple(_front(tree, settings)))]
    for number, root in enumerate(tree.roots):
        blocks: list[Block] = []
        if number == 0:
            blocks.append(Heading(level=1, text="Ⅰ 市長公約取組状況"))
        blocks += _branch(tree, root, level=2)
        sections.append(Section(name=numbered_kind(root), blocks=tuple(blocks)))
    sections.append(Section(name="総括表", blocks=tuple(_summary(tree))))
    return make_report(
        edition, settings, title=document_title(edition), sections=tuple(sections), contents_depth=3
    )


def counts_words(tree: EditionTree) -> str:
    """``ビジョン7、公約34、施策91``."""
    kinds = (ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE)
    return "、".join(f"{kind.label}{len(tree.of_kind(kind))}" for kind in kinds)


def _front(tree: EditionTree, settings: ReportSettings) -> list[Block]:
    told = reported_period(tree.edition)
    default = (
        f"市長公約（{counts_words(tree)}）について、{told + 'の' if told else ''}取組状況をまとめました。"
        "内容は、表紙に示した版を公表した時点のものです。"
    )
    return [
        *opening(tree.edition, settings, default),
        *stated_counts(tree),
        Heading(level=1, text="市長公約の進捗状況の数値化"),
        *own_text(settings.method, _CALCULATED if tree.calculates or tree.made_here else _METHOD),
        *_combining(tree),
        *_rules(tree),
        *roll_up_blocks(tree),
        *judgement_blocks(tree),
        *whole_opinions(tree),
    ]


_METHOD = """各施策の進捗状況は、担当部署が10段階で評価します。公約の進捗状況は施策の評価を、ビジョンの進捗状況は公約の進捗状況を平均した値（％）です。
原文にない評価や百分率は、計算で補わず、その旨を記しています。記載のないことは0を意味しません。"""


_CALCULATED = """各施策の進捗状況は、担当部署が10段階で評価します。公約とビジョンの進捗状況は、その評価から計算した値（％）です。
評価のない項目は、計算で補わず、その旨を記しています。記載のないことは0を意味しません。"""


def _combining(tree: EditionTree) -> list[Block]:
    """What several ratings of one measure give together, where the plan does not take their mean."""
    combining = tree.edition.content.combining
    if combining is Combining.MEAN:
        return []
    return [
        Paragraph(text=f"複数の部署が評価した施策は、{combining.label}によります。{combining.explanation}")
    ]


def _rules(tree: EditionTree) -> list[Block]:
    """The roll-up rules that reproduce every printed figure, as the audit found them."""
    fitting = tuple(trial.label for trial in tree.edition.audit.trials if trial.fits)
    if not fitting:
        return []
    return [
        Paragraph(text="公表した百分率をすべて再現する計算方法は、次のとおりです（検算の結果）。"),
        Bullets(texts=fitting),
    ]


def _branch(tree: EditionTree, item: PlanItem, level: int) -> list[Block]:
    """`item` with everything under it, headings from `level` on."""
    if item.kind is ItemKind.MEASURE:
        return [measure_card(tree, item, level)]
    heading = Heading(level=level, text=f"{numbered_kind(item)}　{item_title(item)}")
    blocks: list[Block] = [heading, item_gauge(tree, item), *beside_blocks(tree, item)]
    for child in tree.children(item):
        blocks += _branch(tree, child, level + 1)
    return blocks


def _summary(tree: EditionTree) -> list[Block]:
    told = reported_period(tree.edition)
    blocks: list[Block] = [Heading(level=1, text="Ⅱ 市長公約取組状況総括表")]
    blocks.append(progress_table(tree, caption=f"進捗状況（{told}）" if told else "進捗状況"))
    bars = vision_bars(tree, f"市長公約取組進捗状況（{told}）" if told else "市長公約取組進捗状況")
    if bars:
        blocks += [Heading(level=1, text="市長公約取組進捗状況"), bars]
    if has_whole_progress(tree):
        blocks.append(_with_coverage(whole_gauge(tree), tree))
    return blocks


def _with_coverage(gauge: Gauge, tree: EditionTree) -> Gauge:
    if tree.calculates:
        return gauge
    printed = sum(item.printed_progress is not None for item in tree.roots)
    covered = f"{tree.roots[0].kind.label}{len(tree.roots)}件のうち{printed}件の公表値" if tree.roots else ""
    notes = [note for note in (covered, gauge.note) if note]
    return Gauge(label=gauge.label, figure=gauge.figure, share=gauge.share, note="　".join(notes))


def progress_table(tree: EditionTree, caption: str) -> Table:
    """総括表: every vision with its pledges and their percentages, the whole last."""
    rows: list[Row] = []
    for root in tree.roots:
        rows.append(_progress_row(tree, root, emphasised=root.kind is ItemKind.VISION))
        if root.kind is ItemKind.VISION:
            rows += [_progress_row(tree, child, emphasised=False) for child in tree.children(root)]
    if has_whole_progress(tree):
        figure = percent(whole_progress(tree))
        rows.append(row("", "全体", figure, "", emphasised=True))
    columns = (
        Column(header="番号", weight=5),
        Column(header="ビジョン・公約", weight=37),
        Column(header="計算した進捗状況" if tree.calculates else "進捗状況", weight=16, align=Align.END),
        Column(header="内訳", weight=10, align=Align.END),
    )
    return Table(caption=caption, columns=columns, rows=tuple(rows))


def _progress_row(tree: EditionTree, item: PlanItem, *, emphasised: bool) -> Row:
    children = tree.children(item)
    below = f"{children[0].kind.label}{len(children)}件" if children else ""
    figure = figure_words(tree, item)
    texts = (item.code, item_title(item), figure, below)
    return Row(cells=tuple(Cell(text=text) for text in texts), emphasised=emphasised)
