"""The filters of the register: what a request asks for, checked against what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationForm, Recurrence
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError
from mitodoke.publishing.presentation.register_index import Listed, registers_index

MAX_WORDS = 100
_NAMES = ("year", "form", "recurrence", "department", "organisation", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter's list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What is asked for; an empty text asks for all. `organisation` and `words` are words that must occur."""

    year: str = ""
    form: str = ""
    recurrence: str = ""
    department: str = ""
    organisation: str = ""
    words: str = ""

    def query(self) -> dict[str, str]:
        """The parameters of an address that asks for the same."""
        named = {name: getattr(self, name) for name in _NAMES}
        return {name: value for name, value in named.items() if value}


def read_filter(parameters: Mapping[str, str], indexes: Sequence[EditionIndex]) -> RegisterFilter:
    """The filter that a request asks for; BadParameterError names the filter whose value does not exist."""
    asked = {name: parameters.get(name, "").strip() for name in _NAMES}
    years = {year_segment(index.document.fiscal_year) for index in indexes}
    if asked["year"] and asked["year"] not in years:
        raise BadParameterError(tr("指定された年度の一覧はありません。年度を選び直してください。"))
    if asked["form"] and asked["form"] not in set(CollaborationForm):
        raise BadParameterError(tr("指定された協働の形態はありません。形態を選び直してください。"))
    if asked["recurrence"] and asked["recurrence"] not in set(Recurrence):
        raise BadParameterError(tr("指定された実施区分はありません。実施区分を選び直してください。"))
    if asked["department"] and asked["department"] not in registers_index(tuple(indexes)).department_keys:
        raise BadParameterError(tr("指定された担当部署の事業はありません。担当部署を選び直してください。"))
    if max(len(asked["words"]), len(asked["organisation"])) > MAX_WORDS:
        raise BadParameterError(tr("検索する言葉は{most}文字以内で入力してください。", most=MAX_WORDS))
    return RegisterFilter(**asked)


def matching(
    wanted: RegisterFilter, indexes: Sequence[EditionIndex], among: Iterable[Listed] | None = None
) -> list[Listed]:
    """The entries that the filter asks for, years and rows in their order; all words must occur.

    `among` are the entries to look through, all where none are named.
    """
    registers = registers_index(tuple(indexes))
    found = list(registers.listed if among is None else among)
    if wanted.year:
        years = {
            at for at, index in enumerate(indexes) if year_segment(index.document.fiscal_year) == wanted.year
        }
        found = [one for one in found if one.at in years]
    if wanted.form:
        found = [one for one in found if one.entry.form == wanted.form]
    if wanted.recurrence:
        found = [one for one in found if one.entry.recurrence == wanted.recurrence]
    if wanted.department:
        found = [one for one in found if wanted.department in one.entry.departments]
    for word in (comparable(part) for part in wanted.organisation.split()):
        texts = registers.organisation_texts
        found = [one for one in found if word in texts[(one.at, one.entry.entry_id)]]
    for word in (comparable(part) for part in wanted.words.split()):
        found = [one for one in found if word in indexes[one.at].search_texts[one.entry.entry_id]]
    return found


def year_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The years there are."""
    return tuple(
        _choice(year_segment(year), show_fiscal_year(year), wanted.year)
        for year in (index.document.fiscal_year for index in indexes)
    )


def form_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The forms that occur."""
    found = registers_index(tuple(indexes)).of_form
    return tuple(
        _choice(form.value, tr(form.label), wanted.form) for form in CollaborationForm if form in found
    )


def recurrence_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The recurrences that occur."""
    found = registers_index(tuple(indexes)).of_recurrence
    return tuple(_choice(one.value, tr(one.label), wanted.recurrence) for one in Recurrence if one in found)


def department_choices(wanted: RegisterFilter, indexes: Sequence[EditionIndex]) -> tuple[Choice, ...]:
    """The departments that occur, in the order of their characters."""
    names = registers_index(tuple(indexes)).department_keys
    return tuple(_choice(name, name, wanted.department) for name in names)


def _choice(value: str, label: str, chosen: str) -> Choice:
    return Choice(value=value, label=label, chosen=value == chosen)
