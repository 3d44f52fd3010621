"""What a date cell tells, while and after it is read: occurrences, and totals stated beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.domain.japanese_date import DateSpan
from mitodoke.sources.formats.collaboration_register.person_count import PersonCount


@dataclass(slots=True)
class DateList:
    """Dates that are one expression (``5日、12日``): what stands after it is said of all of them."""

    notes: list[str] = field(default_factory=list)
    closed: bool = False


@dataclass(slots=True)
class LabelGroup:
    """Dates under one label: a remark (※) after them is said of all of them."""

    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DatedItem:
    """An occurrence: `printed` is its date as printed, `count_printed` the number of persons as printed."""

    label: str | None
    span: DateSpan | None = None
    printed: str | None = None
    count: PersonCount | None = None
    count_printed: str = ""
    cancelled: bool = False
    notes: list[str] = field(default_factory=list)
    date_list: DateList = field(default_factory=DateList)
    group: LabelGroup = field(default_factory=LabelGroup)

    @property
    def note(self) -> str | None:
        """What else stands at this date."""
        return " ".join([*self.notes, *self.date_list.notes, *self.group.remarks]) or None

    def is_bare_beside(self, last: DatedItem) -> bool:
        """Whether nothing stands at this date that is not said of `last` too."""
        own_list = self.date_list is not last.date_list and self.date_list.notes
        own_group = self.group is not last.group and self.group.remarks
        return self.count is None and not self.cancelled and not (self.notes or own_list or own_group)


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A number of persons stated for several dates: of the row, or of the dates under `label`."""

    value: int
    printed: str
    label: str | None
    of_row: bool


@dataclass(slots=True)
class DatesReading:
    """The occurrences and totals of a cell; `unread` are words in place of a date that tell of none."""

    items: list[DatedItem] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def row_total(self) -> StatedTotal | None:
        """The number stated for all dates of the row, if any."""
        return next((total for total in self.totals if total.of_row), None)

    def move_shared_count(self) -> None:
        """A number at the last date only, the others bare, is stated for all of them and belongs to the row."""
        last = self.items[-1] if self.items else None
        if last is None or len(self.items) < 2 or last.count is None or self.row_total is not None:
            return
        others = self.items[:-1]
        same_label = all(item.label == last.label for item in others)
        bare = all(item.is_bare_beside(last) for item in others)
        if bare and (same_label or last.count.cumulative or last.count.total):
            self.totals.append(StatedTotal(last.count.value, last.count_printed, None, of_row=True))
            last.count = None
