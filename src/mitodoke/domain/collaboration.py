"""Collaboration projects (協働事業) as a year's register prints them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.place import Place


class CollaborationForm(StrEnum):
    """The form of collaboration (協働の形態)."""

    CO_HOSTING = "co_hosting"
    COMMITTEE = "committee"
    COOPERATION = "cooperation"
    PATRONAGE = "patronage"
    COMMISSION = "commission"
    SUBSIDY = "subsidy"
    SPONSORSHIP = "sponsorship"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            CollaborationForm.CO_HOSTING: "共催",
            CollaborationForm.COMMITTEE: "実行委員会・協議会等",
            CollaborationForm.COOPERATION: "事業協力（その他）",
            CollaborationForm.PATRONAGE: "後援（名義）",
            CollaborationForm.COMMISSION: "委託",
            CollaborationForm.SUBSIDY: "補助",
            CollaborationForm.SPONSORSHIP: "協賛",
        }[self]


class NameHolder(StrEnum):
    """In whose name a patronage was given."""

    CITY = "city"
    BOARD_OF_EDUCATION = "board_of_education"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {NameHolder.CITY: "市名義", NameHolder.BOARD_OF_EDUCATION: "教育委員会名義"}[self]


class Recurrence(StrEnum):
    """How often a project takes place (実施区分); a property of the year's entry, not of the project."""

    ANNUAL = "annual"
    ONE_OFF = "one_off"
    BIENNIAL = "biennial"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            Recurrence.ANNUAL: "例年実施",
            Recurrence.ONE_OFF: "単年度（新規）実施",
            Recurrence.BIENNIAL: "隔年実施",
            Recurrence.OTHER: "その他",
        }[self]


class OrganisationRole(StrEnum):
    """What an organisation does in an entry."""

    PARTNER = "partner"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMention:
    """An organisation as an entry names it; `position` counts from 1."""

    position: int
    name: str
    role: OrganisationRole
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One 実施年月日: a day, a range of days, or something without an exact date.

    `start`/`end` are ISO (``2021-01`` where only the month is told), `end` only for ranges; `date_printed` is
    the date as printed; `participants` persons at this occurrence (None: not told), `approximate` for 約,
    `cumulative` for 延べ; `cancelled` where the document says it did not take place; `note` what else stands there.
    """

    position: int
    label: str | None
    start: str | None
    end: str | None
    date_printed: str | None
    participants: int | None
    approximate: bool
    cumulative: bool
    cancelled: bool
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationEntry:
    """One row of a year's register.

    `number` is the printed one; `participants` is the number of persons that the row states for all its dates
    together (`participants_printed` its text), None where numbers stand at the dates only;
    `organisations_are_prose` marks a cell from which no clean list of names can be taken.
    """

    entry_id: str
    fiscal_year: int | None
    form: CollaborationForm
    name_holder: NameHolder | None
    number: str
    title: str
    departments: tuple[str, ...]
    recurrence: Recurrence | None
    recurrence_printed: str | None
    since_year: int | None
    purpose: str | None
    organisations_printed: str | None
    organisations: tuple[OrganisationMention, ...]
    organisations_are_prose: bool
    effects: str | None
    participants_printed: str | None
    participants: int | None
    occurrences: tuple[Occurrence, ...]
    dates_printed: str | None
    place: Place
