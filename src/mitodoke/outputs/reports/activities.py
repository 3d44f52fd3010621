"""A measure of the pledges on a report: its donut, its activities, its departments, its 再掲 mark."""

from __future__ import annotations

from mitodoke.domain.outline import Activity, PlanItem, Repeat
from mitodoke.outputs.reports.beside_blocks import beside_blocks
from mitodoke.outputs.reports.blocks import Bullets, Card, Heading, Labelled, Paragraph, Simple, TextStyle
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.item_names import departments_words, item_title
from mitodoke.outputs.reports.percentages import REPEAT_MARKS, rating_rings
from mitodoke.outputs.reports.wording import flowing, period

NO_ACTIVITIES = "取組事業内容の記載はありません。"


def measure_card(tree: EditionTree, measure: PlanItem, level: int) -> Card:
    """The card of one measure; its activities stand under the period that the document reports on."""
    blocks = activity_blocks(tree, measure)
    blocks.append(Labelled(label="担当部署", text=departments_words(measure)))
    blocks += beside_blocks(tree, measure)
    return Card(
        heading=Heading(level=level, text=item_title(measure)),
        mark="",
        rings=rating_rings(tree, measure),
        blocks=tuple(blocks),
    )


def activity_blocks(tree: EditionTree, item: PlanItem) -> list[Simple]:
    """What was done for an item, under the period that the document reports on."""
    document = tree.document
    told = period(document.period_start, document.period_end)
    mark = REPEAT_MARKS[item.repeat]
    label = f"取組事業内容{f'（{told}）' if told else ''}{f' {mark}' if mark else ''}"
    return [Paragraph(text=label, style=TextStyle.NOTE), *_activities(item)]


def activity_texts(item: PlanItem) -> tuple[str, ...]:
    """The activities of `item` as texts, those that repeat another item marked where their measure is not."""
    return tuple(_text(activity, item) for activity in item.activities if activity.text is not None)


def _activities(measure: PlanItem) -> list[Simple]:
    if not measure.activities:
        return [Paragraph(text=NO_ACTIVITIES)]
    texts = activity_texts(measure)
    left_out = len(measure.activities) - len(texts)
    blocks: list[Simple] = [Bullets(texts=texts)] if texts else []
    if left_out:
        blocks.append(Paragraph(text=f"取組{left_out}件（文章はこの版に含まれません）"))
    return blocks


def _text(activity: Activity, item: PlanItem) -> str:
    own_mark = activity.repeat is not Repeat.NONE and activity.repeat is not item.repeat
    return flowing(activity.text) + (REPEAT_MARKS[activity.repeat] if own_mark else "")
