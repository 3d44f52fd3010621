"""The page that asks which of our columns a head is that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitodoke.desk.presentation.import_review import column_words
from mitodoke.desk.presentation.import_words import where
from mitodoke.desk.uploaded_document import Upload, unknown_heads
from mitodoke.sources.formats.pledge_table.rating_head import read_rating_head, says_other_scale
from mitodoke.sources.read_excel.mapping import COLUMNS, IGNORED, other_scale_refusal

_OF_ANY = ("number", "department", "remark")
_OF_INDICATORS = ("indicator", "unit", "baseline", "actual", "target")
_OF_PLEDGES = ("vision", "pledge", "measure", "activities", "progress", "rating", "rating_reason")
_SEVERAL = (IGNORED, "remark", "baseline", "actual", "target")
"""Columns that a table may have several of: values of several years, notes."""

_OF_REGISTERS = tuple(
    name for name in COLUMNS if name not in (*_OF_ANY, *_OF_INDICATORS, *_OF_PLEDGES, IGNORED)
)

CHOICES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("どの表にもある列", tuple((name, COLUMNS[name]) for name in _OF_ANY)),
    ("市長公約の表の列", tuple((name, COLUMNS[name]) for name in _OF_PLEDGES)),
    ("協働事業の一覧の列", tuple((name, COLUMNS[name]) for name in _OF_REGISTERS)),
    ("指標の表の列", tuple((name, COLUMNS[name]) for name in _OF_INDICATORS)),
)
"""Our columns by the kind of table they are of, with the words of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadQuestion:
    """A head to be told: `name` is that of the form's field, `chosen` what is told of it so far.

    `same`: nothing is told yet, and our column of the same name is offered. `of_ratings`: the words are those of
    ratings, but nothing tells on which scale.
    """

    name: str
    head: str
    chosen: str
    same: bool
    of_ratings: bool
    remembered: bool
    required: bool
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """A table with unknown heads: each head with what it is known as (empty: not known), and the first rows."""

    where: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def head_questions(
    upload: Upload, typed: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
) -> tuple[HeadQuestion, ...]:
    """A question for each head that nobody knows; `typed` is what a form sent by the names of its fields."""
    return tuple(
        HeadQuestion(
            name=f"head-{number}",
            head=head,
            chosen=(typed or {}).get(f"head-{number}", upload.columns.get(head) or _same_name(head)),
            same=head not in upload.columns and bool(_same_name(head)),
            of_ratings=read_rating_head(head) is not None,
            remembered=head in upload.remembered,
            required=head in upload.asked or head in upload.columns,
            problem=(problems or {}).get(head, ""),
        )
        for number, head in enumerate(unknown_heads(upload.tables), start=1)
    )


def table_previews(upload: Upload) -> tuple[TablePreview, ...]:
    """The tables with what each head is known as."""
    return tuple(
        TablePreview(
            where=where(table.place),
            heads=tuple(
                (one.head, column_words(one.column) if one.column else _told(upload, one.head))
                for one in table.columns
            ),
            rows=table.rows,
        )
        for table in upload.tables
    )


def told_columns(upload: Upload, sent: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the form told of the heads, and a sentence for each head of which it told nothing that can be.

    A head whose table is read without it may stay untold. A table has each of our columns once, but for values of
    several years and notes, and is about pledges or a register, not both.
    """
    told: dict[str, str] = {}
    problems: dict[str, str] = {}
    for one in head_questions(upload):
        column = sent.get(one.name, "")
        if column == "rating" and says_other_scale(one.head):
            problems[one.head] = other_scale_refusal(one.head)
        elif column in COLUMNS:
            told[one.head] = column
        elif column or one.required:
            problems[one.head] = (
                f"見出し「{one.head}」がどの列かを選んでください。使わない列は「使わない」を選びます。"
            )
    for table in upload.tables:
        taken = {one.column: one.head for one in table.columns if one.column is not None}
        for head in (one.head for one in table.columns if one.column is None and one.head in told):
            column = told[head]
            if column in taken and column not in _SEVERAL:
                problems[head] = (
                    f"「{taken[column]}」と「{head}」が、どちらも「{column_words(column)}」になっています。一つだけにしてください。"
                )
            taken.setdefault(column, head)
        pledges, registers = ([one for one in kind if one in taken] for kind in (_OF_PLEDGES, _OF_REGISTERS))
        if pledges and registers:
            problems[taken[registers[0]]] = (
                f"一つの表に、市長公約の表の列（{_quoted(pledges)}）と協働事業の一覧の列（{_quoted(registers)}）が"
                "選ばれています。どちらかの列だけを選び、ほかは「使わない」にしてください。"
            )
    return told, problems


def _quoted(columns: Sequence[str]) -> str:
    return "".join(f"「{column_words(one)}」" for one in columns)


def _same_name(head: str) -> str:
    """Our column that is called exactly like the head, to begin with; a person says whether it is meant."""
    return next((name for name, words in COLUMNS.items() if words and words == head), "")


def _told(upload: Upload, head: str) -> str:
    column = upload.columns.get(head)
    return column_words(column) if column else ""
