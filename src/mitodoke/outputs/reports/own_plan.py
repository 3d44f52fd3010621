"""Report (e): a plan with levels of a city's own (総合計画), of whatever depth and under its own names."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.own_levels import rated_kinds
from mitodoke.domain.paragraphs import paragraphs
from mitodoke.outputs.reports.activities import activity_blocks
from mitodoke.outputs.reports.beside_blocks import beside_blocks, whole_opinions
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Bullets,
    Card,
    Cell,
    Column,
    Heading,
    Labelled,
    Paragraph,
    Report,
    Row,
    Section,
    Simple,
    Table,
    TextStyle,
    row,
)
from mitodoke.outputs.reports.chosen_rules import judgement_blocks, roll_up_blocks
from mitodoke.outputs.reports.closing_sections import closing_sections
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.front import document_title, make_report, opening, own_text, reported_period
from mitodoke.outputs.reports.indicator_tables import indicator_blocks
from mitodoke.outputs.reports.item_names import departments_words, flags_words, item_title, sdgs_words
from mitodoke.outputs.reports.own_progress import (
    numbered_level,
    own_bars,
    own_coverage,
    own_figure,
    own_gauge,
    own_whole_gauge,
)
from mitodoke.outputs.reports.percentages import rating_rings
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.stated_counts import stated_counts
from mitodoke.outputs.reports.wording import flowing

DEEPEST_HEADING = 4
"""How deep headings go; an item further down stands under one of the deepest."""


def own_plan_report(edition: Edition, settings: ReportSettings) -> Report:
    """The plan with its outline, the progress of its items, activities, indicators and glossary."""
    tree = EditionTree(edition)
    sections = [
        Section(name="はじめに", blocks=tuple(_front(tree, settings))),
        Section(name="計画の体系", blocks=(Heading(level=1, text="計画の体系と進捗状況"), _outline(tree))),
    ]
    for root in tree.roots:
        sections.append(Section(name=numbered_level(tree, root), blocks=tuple(_branch(tree, root, level=1))))
    sections += closing_sections(tree)
    return make_report(
        edition, settings, title=document_title(edition), sections=tuple(sections), contents_depth=3
    )


def level_counts(tree: EditionTree) -> list[tuple[str, int]]:
    """How many items each level has, by its name."""
    return [(level.name, len(tree.of_kind(level.kind))) for level in tree.edition.content.levels]


def _front(tree: EditionTree, settings: ReportSettings) -> list[Block]:
    told = reported_period(tree.edition)
    counts = "、".join(f"{name}{count}" for name, count in level_counts(tree))
    default = (
        f"{document_title(tree.edition)}（{counts}）について、{told + 'の' if told else ''}取組と進捗状況をまとめました。"
        "評価のない項目は計算で補わず、その旨を記しています。記載のないことは0を意味しません。"
    )
    blocks: list[Block] = [*opening(tree.edition, settings, default), *stated_counts(tree)]
    if settings.method is not None:
        blocks += [Heading(level=1, text="評価と指標の見方"), *own_text(settings.method, "")]
    blocks += [*roll_up_blocks(tree), *judgement_blocks(tree)]
    gauge, bars = own_whole_gauge(tree), own_bars(tree)
    if gauge and bars:
        blocks += [Heading(level=1, text="全体の進捗状況"), gauge, bars]
    return [*blocks, *whole_opinions(tree)]


def _outline(tree: EditionTree) -> Table:
    rows: list[Row] = []

    def add(item: PlanItem, depth: int) -> None:
        texts = (
            tree.level_name(item.kind),
            item.code,
            "　" * depth + item_title(item),
            own_figure(tree, item),
            own_coverage(tree, item),
        )
        rows.append(Row(cells=tuple(Cell(text=text) for text in texts), emphasised=depth == 0))
        for child in tree.children(item):
            add(child, depth + 1)

    for root in tree.roots:
        add(root, 0)
    columns = (
        Column(header="階層", weight=9),
        Column(header="番号", weight=7),
        Column(header="項目", weight=30),
        Column(header="進捗状況", weight=13, align=Align.END),
        Column(header="対象", weight=16),
    )
    return Table(caption="進捗状況は評価から計算した値です。", columns=columns, rows=tuple(rows))


def _branch(tree: EditionTree, item: PlanItem, level: int) -> list[Block]:
    """`item` with everything under it; one without anything below it, or too deep for a heading, is a card."""
    children = tree.children(item)
    if level > 1 and (not children or level >= DEEPEST_HEADING):
        blocks: list[Block] = [_card(tree, item, min(level, DEEPEST_HEADING))]
    else:
        flags = flags_words(item)
        title = f"{numbered_level(tree, item)}　{item_title(item)}{f'　{flags}' if flags else ''}"
        blocks = [Heading(level=level, text=title), *_body(tree, item)]
    for child in children:
        blocks += _branch(tree, child, level + 1)
    return blocks


def _card(tree: EditionTree, item: PlanItem, level: int) -> Card:
    return Card(
        heading=Heading(level=level, text=f"{numbered_level(tree, item)}　{item_title(item)}"),
        mark=flags_words(item),
        rings=rating_rings(tree, item) if tree.ratings((item,)) else (),
        blocks=tuple(_body(tree, item)),
    )


def _body(tree: EditionTree, item: PlanItem) -> list[Simple]:
    """Everything an item carries itself."""
    content = tree.edition.content
    gauge = own_gauge(tree, item)
    blocks: list[Simple] = [gauge] if gauge else []
    blocks += [Paragraph(text=text) for text in paragraphs(item.summary)]
    for label, texts in (("■対象", item.audience), ("■目標・成果", item.outcomes)):
        if texts:
            blocks += [
                Paragraph(text=label, style=TextStyle.LABEL),
                Bullets(texts=tuple(flowing(text) for text in texts)),
            ]
    if item.activities or item.kind in rated_kinds(content.document.kind, content.levels):
        blocks += activity_blocks(tree, item)
    if item.departments is None or item.departments:
        blocks.append(Labelled(label="担当部署", text=departments_words(item)))
    if sdgs := sdgs_words(item):
        blocks.append(Labelled(label="SDGs", text=sdgs))
    states = [one for one in tree.ratings((item,)) if one.step is None]
    if states:
        told = "、".join(f"{one.department}：{one.state.label}（{one.reason}）" for one in states)
        blocks.append(Labelled(label="評価がない理由", text=told))
    blocks += indicator_blocks(tree.indicators(item), caption="指標", name_header="指標名")
    return [*blocks, *beside_blocks(tree, item)]


def own_plan_summary(tree: EditionTree) -> list[Block]:
    """The plan on one page: how many items of each level there are, and the progress of those at the top."""
    counts = level_counts(tree)
    activities = sum(len(item.activities) for item in tree.edition.content.items)
    counts += [("取組事業内容", activities), ("指標", len(tree.edition.content.indicators))]
    blocks: list[Block] = [
        Table(
            caption="項目の数",
            columns=tuple(Column(header=name, weight=10, align=Align.END) for name, _ in counts),
            rows=(row(*(f"{count:,}" for _, count in counts)),),
        )
    ]
    gauge, bars = own_whole_gauge(tree), own_bars(tree)
    if gauge and bars:
        return [*blocks, Heading(level=2, text="進捗状況"), gauge, bars]
    return [*blocks, Labelled(label="評価", text="評価の回答がまだありません（0ではありません）")]
