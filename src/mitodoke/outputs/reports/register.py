"""Report (c): 協働事業実施状況, a wide table a form of collaboration, 後援 by name holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, NameHolder
from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Section,
    Table,
    TextStyle,
    row,
)
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.entry_words import (
    dates_and_participants,
    departments_of_entry,
    organisations_words,
    recurrence_words,
)
from mitodoke.outputs.reports.front import document_title, make_report, opening, own_text, reported_period
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import flowing, number, one_line

_COUNT = "count.entries"


@dataclass(frozen=True, slots=True)
class _EntryColumn:
    """A column of the register: its header, its width, and how a cell is filled."""

    header: str
    weight: int
    text: Callable[[CollaborationEntry], str]
    align: Align = Align.START


_NUMBER = _EntryColumn("No.", 4, lambda entry: one_line(entry.number), Align.CENTER)
_TITLE = _EntryColumn("事業の名称", 14, lambda entry: one_line(entry.title))
_DEPARTMENTS = _EntryColumn("担当課", 9, departments_of_entry)
_RECURRENCE = _EntryColumn("実施区分", 10, recurrence_words)
_PURPOSE = _EntryColumn("目的、内容等", 24, lambda entry: flowing(entry.purpose))
_DATES = _EntryColumn("実施年月日、参加人数", 20, dates_and_participants)
_EFFECTS = _EntryColumn("取組の効果、市民からの反響等", 25, lambda entry: flowing(entry.effects))

_WIDE = (
    _NUMBER,
    _TITLE,
    _DEPARTMENTS,
    _RECURRENCE,
    _PURPOSE,
    _EntryColumn("関係した団体等", 15, organisations_words),
    _DATES,
    _EFFECTS,
)
_SHORT = (_NUMBER, _TITLE, _EntryColumn("主催者", 16, organisations_words), _DEPARTMENTS)
_ONLY_WHERE_TOLD = (_RECURRENCE, _PURPOSE, _DATES, _EFFECTS)
"""A list of 後援 shows these beside `_SHORT` only where an entry tells something there."""


def register_report(edition: Edition, settings: ReportSettings) -> Report:
    """The yearly register of collaboration projects."""
    tree = EditionTree(edition)
    sections = [Section(name="はじめに", blocks=tuple(_front(tree, settings)))]
    for form in CollaborationForm:
        entries = tuple(entry for entry in edition.content.entries if entry.form is form)
        if entries:
            sections.append(_form_section(tree, form, entries, len(sections)))
    return make_report(
        edition, settings, title=document_title(edition), sections=tuple(sections), contents_depth=2
    )


def form_counts_table(tree: EditionTree) -> Table:
    """How many entries each form has, beside the number that the document states."""
    found: dict[CollaborationForm, int] = {}
    for entry in tree.edition.content.entries:
        found[entry.form] = found.get(entry.form, 0) + 1
    rows = []
    for form in CollaborationForm:
        stated = tree.stated(form.value, _COUNT)
        if form not in found and stated is None:
            continue
        printed = one_line(stated.printed) if stated and stated.printed else "記載なし"
        rows.append(row(form.label, f"{number(found.get(form, 0))}件", printed))
    rows.append(row("計", f"{number(len(tree.edition.content.entries))}件", "", emphasised=True))
    columns = (
        Column(header="協働の形態", weight=20),
        Column(header="件数", weight=10, align=Align.END),
        Column(header="公表された件数", weight=12, align=Align.END),
    )
    return Table(caption="", columns=columns, rows=tuple(rows))


def _front(tree: EditionTree, settings: ReportSettings) -> list[Block]:
    told = reported_period(tree.edition)
    default = (
        f"市民団体等と協働して実施した事業{f'（{told}）' if told else ''}について、協働の形態ごとにまとめました。"
        "参加人数などの記載のないことは、0を意味しません。"
    )
    blocks = opening(tree.edition, settings, default)
    if settings.method is not None:
        blocks += [Heading(level=1, text="表の見方"), *own_text(settings.method, "")]
    return [*blocks, Heading(level=1, text="件数"), form_counts_table(tree)]


def _form_section(
    tree: EditionTree, form: CollaborationForm, entries: Sequence[CollaborationEntry], position: int
) -> Section:
    heading = f"協働の形態：{form.label}（{number(len(entries))}件）"
    blocks: list[Block] = [Heading(level=1, text=heading)]
    stated = tree.stated(form.value, _COUNT)
    if stated and stated.value is not None and stated.value != len(entries):
        note = f"公表された件数は{one_line(stated.printed)}ですが、記載された事業は{number(len(entries))}件です。"
        blocks.append(Paragraph(text=note, style=TextStyle.NOTE))
    holders = [*NameHolder, None]
    if all(entry.name_holder is None for entry in entries):
        blocks.append(_entries_table(form, entries))
    else:
        for holder in holders:
            held = [entry for entry in entries if entry.name_holder is holder]
            if held:
                name = holder.label if holder else "名義の記載なし"
                text = f"【{name}】（{number(len(held))}件）"
                blocks += [Heading(level=2, text=text), _entries_table(form, held)]
    return Section(name=f"{position} {form.label}", blocks=tuple(blocks), landscape=True)


def _entries_table(form: CollaborationForm, entries: Sequence[CollaborationEntry]) -> Table:
    """The wide table of a form, or the short list of 後援."""
    columns: tuple[_EntryColumn, ...] = _WIDE
    if form is CollaborationForm.PATRONAGE:
        columns = _SHORT + tuple(
            column for column in _ONLY_WHERE_TOLD if any(column.text(entry) for entry in entries)
        )
    return Table(
        caption="",
        columns=tuple(Column(header=one.header, weight=one.weight, align=one.align) for one in columns),
        rows=tuple(row(*(column.text(entry) for column in columns)) for entry in entries),
    )
