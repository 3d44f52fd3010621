"""The filters of the register: what a request asks for, checked against what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError

MAX_WORDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter's list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What is asked for; an empty text asks for all."""

    year: str = ""
    form: str = ""
    department: str = ""
    words: str = ""

    def query(self) -> dict[str, str]:
        """The parameters of an address that asks for the same."""
        named = {"year": self.year, "form": self.form, "department": self.department, "words": self.words}
        return {name: value for name, value in named.items() if value}


def read_filter(parameters: Mapping[str, str], indexes: Sequence[EditionIndex]) -> RegisterFilter:
    """The filter that a request asks for; BadParameterError names the filter whose value does not exist."""
    asked = {name: parameters.get(name, "").strip() for name in ("year", "form", "department", "words")}
    years = {year_segment(index.document.fiscal_year) for index in indexes}
    if asked["year"] and asked["year"] not in years:
        raise BadParameterError("指定された年度の一覧はありません。年度を選び直してください。")
    if asked["form"] and asked["form"] not in set(CollaborationForm):
        raise BadParameterError("指定された協働の形態はありません。形態を選び直してください。")
    if asked["department"] and asked["department"] not in _departments(indexes):
        raise BadParameterError("指定された担当部署の事業はありません。担当部署を選び直してください。")
    if len(asked["words"]) > MAX_WORDS:
        raise BadParameterError(f"検索する言葉は{MAX_WORDS}文字以内で入力してください。")
    return RegisterFilter(**asked)


def matching(
    wanted: RegisterFilter, indexes: Sequence[EditionIndex]
) -> list[tuple[EditionIndex, CollaborationEntry]]:
    """The entries that the filter asks for, years and rows in their order; all words must occur."""
    words = [comparable(word) for word in wanted.words.split()]
    return [
        (index, entry)
        for index in indexes
        if not wanted.year or year_segment(index.document.fiscal_year) == wanted.year
        for entry in index.edition.content.entries
        if (not wanted.form or entry.form == wanted.form)
        and (not wanted.department or wanted.department in entry.departments)
        and all(word in index.search_texts[entry.entry_id] for word in words)
    ]


def year_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The years there are."""
    return tuple(
        _choice(year_segment(year), show_fiscal_year(year), wanted.year)
        for year in (index.document.fiscal_year for index in indexes)
    )


def form_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The forms that occur."""
    found = {entry.form for index in indexes for entry in index.edition.content.entries}
    return tuple(_choice(form.value, form.label, wanted.form) for form in CollaborationForm if form in found)


def department_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The departments that occur, in the order of their characters."""
    return tuple(_choice(name, name, wanted.department) for name in sorted(_departments(indexes)))


def _departments(indexes: Iterable[EditionIndex]) -> set[str]:
    return {
        name for index in indexes for entry in index.edition.content.entries for name in entry.departments
    }


def _choice(value: str, label: str, chosen: str) -> Choice:
    return Choice(value=value, label=label, chosen=value == chosen)
