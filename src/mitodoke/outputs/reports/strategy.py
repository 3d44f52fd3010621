"""Report (b): 総合戦略 with its outline as a chart, goals, measures, projects, KPI, glossary and revision counts."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.paragraphs import paragraphs
from mitodoke.outputs.reports.beside_blocks import beside_blocks, whole_opinions
from mitodoke.outputs.reports.blocks import (
    Block,
    Bullets,
    Card,
    Heading,
    Labelled,
    Paragraph,
    Report,
    Section,
    Simple,
    TextStyle,
)
from mitodoke.outputs.reports.chosen_rules import judgement_blocks
from mitodoke.outputs.reports.closing_sections import closing_sections
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.front import document_title, make_report, opening, own_text, reported_period
from mitodoke.outputs.reports.indicator_tables import indicator_blocks
from mitodoke.outputs.reports.item_names import (
    departments_words,
    flags_words,
    item_title,
    numbered_kind,
    project_title,
    sdgs_words,
)
from mitodoke.outputs.reports.outline_chart import outline_charts
from mitodoke.outputs.reports.revision_counts import revision_table
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.stated_counts import stated_counts
from mitodoke.outputs.reports.wording import flowing

NUMERICAL_TARGETS = "数値目標"
KPI = "■重要業績評価指標（KPI）"


def strategy_report(edition: Edition, settings: ReportSettings) -> Report:
    """The strategy with its indicators."""
    tree = EditionTree(edition)
    sections = [Section(name="はじめに", blocks=tuple(_front(tree, settings)))]
    charts = outline_charts(tree)
    if charts:
        sections.append(
            Section(name="施策の体系", blocks=(Heading(level=1, text="施策の体系"), *charts), landscape=False)
        )
    for root in tree.roots:
        sections.append(Section(name=numbered_kind(root), blocks=tuple(_branch(tree, root, level=1))))
    sections += closing_sections(tree)
    return make_report(
        edition, settings, title=document_title(edition), sections=tuple(sections), contents_depth=3
    )


def _front(tree: EditionTree, settings: ReportSettings) -> list[Block]:
    told = reported_period(tree.edition)
    kinds = (ItemKind.BASIC_GOAL, ItemKind.BASIC_DIRECTION, ItemKind.MEASURE, ItemKind.PROJECT)
    counts = "、".join(f"{kind.label}{len(tree.of_kind(kind))}" for kind in kinds)
    default = (
        f"総合戦略{f'（{told}）' if told else ''}の{counts}について、指標の基準値・実績値・目標値とともにまとめました。"
        "指標の値は原文の記載のとおりで、記載のないことは0を意味しません。"
    )
    blocks = [*opening(tree.edition, settings, default), *stated_counts(tree)]
    if settings.method is not None:
        blocks += [Heading(level=1, text="指標の見方"), *own_text(settings.method, "")]
    blocks += judgement_blocks(tree)
    table = revision_table(tree)
    if table:
        blocks += [Heading(level=1, text="見直しの件数"), table]
        note = "見直しで変わった指標は、指標名に「（変更）」と記し、目標値に下線を引いています。"
        blocks.append(Paragraph(text=note, style=TextStyle.NOTE))
    return [*blocks, *whole_opinions(tree)]


def _branch(tree: EditionTree, item: PlanItem, level: int) -> list[Block]:
    """`item` with everything under it, headings from `level` on; projects are cards."""
    if item.kind is ItemKind.PROJECT or level > 3:
        return [_card(tree, item, min(level, 4)), *_below(tree, item, level)]
    flags = flags_words(item)
    blocks: list[Block] = [
        Heading(level=level, text=f"{numbered_kind(item)}　{item_title(item)}{f'　{flags}' if flags else ''}")
    ]
    if item.kind is ItemKind.BASIC_GOAL:
        blocks += [Paragraph(text=text) for text in paragraphs(item.summary)]
    else:
        blocks += _described(item)
    blocks += [*_indicators(tree, item), *beside_blocks(tree, item)]
    return blocks + _below(tree, item, level)


def _below(tree: EditionTree, item: PlanItem, level: int) -> list[Block]:
    blocks: list[Block] = []
    children = tree.children(item)
    if item.kind is ItemKind.MEASURE and children:
        blocks.append(Paragraph(text="■事業名・事業の内容", style=TextStyle.LABEL))
    for child in children:
        blocks += _branch(tree, child, level + 1)
    return blocks


def _described(item: PlanItem) -> list[Simple]:
    """概要, 対象, 目標・成果 of a measure, and its departments where it has any of its own."""
    blocks: list[Simple] = []
    if item.summary:
        blocks.append(Paragraph(text="■施策概要", style=TextStyle.LABEL))
        blocks += [Paragraph(text=text) for text in paragraphs(item.summary)]
    for label, texts in (("■対象", item.audience), ("■目標・成果", item.outcomes)):
        if texts:
            blocks += [
                Paragraph(text=label, style=TextStyle.LABEL),
                Bullets(texts=tuple(flowing(text) for text in texts)),
            ]
    if item.departments:
        blocks.append(Labelled(label="担当課", text=departments_words(item)))
    if item.sdgs:
        blocks.append(Labelled(label="SDGs", text=sdgs_words(item)))
    return blocks


def _card(tree: EditionTree, item: PlanItem, level: int) -> Card:
    blocks: list[Simple] = []
    sdgs = sdgs_words(item)
    if sdgs:
        blocks.append(Labelled(label="SDGs", text=sdgs))
    texts = paragraphs(item.summary)
    if texts:
        blocks.append(Bullets(texts=tuple(_without_bullet(text) for text in texts)))
    for label, parts in (("■対象", item.audience), ("■目標・成果", item.outcomes)):
        if parts:
            blocks += [
                Paragraph(text=label, style=TextStyle.LABEL),
                Bullets(texts=tuple(flowing(part) for part in parts)),
            ]
    return Card(
        heading=Heading(level=level, text=project_title(item)),
        mark=flags_words(item),
        rings=(),
        blocks=(*blocks, *_indicators(tree, item), *beside_blocks(tree, item)),
    )


def _without_bullet(text: str) -> str:
    return text.lstrip("➢➤▶・- \u3000") or text


def _indicators(tree: EditionTree, item: PlanItem) -> list[Simple]:
    goal = item.kind is ItemKind.BASIC_GOAL
    return indicator_blocks(
        tree.indicators(item),
        caption=NUMERICAL_TARGETS if goal else KPI,
        name_header="数値目標" if goal else "指標名",
    )
