"""The visions and rows of the summary table while they are read: what a number opens, what a text continues."""

from __future__ import annotations

from mitodoke.domain.japanese_text import comparable, join_lines
from mitodoke.sources.formats.pledges.body_text import OverallText, RowText, SummaryText, VisionText
from mitodoke.sources.formats.pledges.known_pledges import KnownPledges
from mitodoke.sources.formats.pledges.line_marks import Code, Percentage
from mitodoke.sources.formats.pledges.summary_cells import Cells

_MOST_LINES = 12


class SummaryEntries:
    """Entries are opened by numbers and continued by what has none; `current` is the one still open."""

    def __init__(self, known: KnownPledges) -> None:
        self.summary = SummaryText()
        self.current: VisionText | RowText | OverallText | None = None
        self.vision: VisionText | None = None
        self._known = known
        self._row_number = 0
        self._rows_padded = False
        self._doubled = False
        self._seen: dict[tuple[int, int], int] = {}
        self._in_table: set[int] = set()

    def open_overall(self, line: int, percentage: Percentage | None) -> None:
        """The percentage over everything; the first one stands."""
        if self.summary.overall is None:
            self.summary.overall = OverallText([line], percentage)
        self.current = self.summary.overall

    def open_numbered(self, cells: Cells) -> None:
        """A vision or a row of the vision above: told by the titles of the body first, then by the numbers."""
        owner = self._owner(cells)
        if self.vision is not None and self._is_row(cells, self.vision, owner):
            self.open_row(cells, self.vision.number, self.vision.printed)
        elif owner is not None:
            self.open_row(cells, owner, str(owner))
        else:
            self.open_vision(cells)

    def open_vision(self, cells: Cells, *, labelled: bool = False) -> None:
        """The heading of a vision; texts after the first cell are its subtitle."""
        texts = cells.texts
        vision = VisionText(
            number=cells.number or 0,
            printed=cells.number_printed,
            lines=[cells.line],
            text=texts[0] if texts else "",
            subtitle=" ".join(texts[1:]) or None,
            percentage=cells.percentage,
            labelled=labelled,
        )
        if not labelled:
            self._in_table.add(vision.number)
        self.summary.visions.append(vision)
        self.vision = self.current = vision
        self._row_number = 0
        self._doubled = False

    def open_row(self, cells: Cells, vision: int, vision_printed: str) -> None:
        """A pledge of `vision`; its title is the cell that the body knows, else all text."""
        number = cells.number or 0
        text, percentage = cells.text, cells.percentage
        if percentage is not None and self._known.is_title(cells.whole, vision, number):
            text, percentage = cells.whole, None
        for cell in cells.texts:
            if self._known.is_title(cell, vision, number):
                text = cell
        key = (vision, number)
        self._seen[key] = self._seen.get(key, 0) + 1
        code = Code(f"{vision_printed or vision}-{cells.number_printed}", vision, number)
        row = RowText(code, [cells.line], text, percentage, self._seen[key])
        self.summary.rows.append(row)
        self.current, self._row_number = row, number
        if self.vision is not None and self.vision.number == vision:
            self.vision.rows += 1

    def is_row_without_gap(self, cells: Cells) -> bool:
        """Whether a number that touches the text behind it is that of a row with this title."""
        number = self.vision.number if self.vision else 0
        texts = (cells.text, cells.whole)
        return any(self._known.is_title(text, number, cells.number or 0) for text in texts)

    def is_title_of(self, text: str, number: int) -> bool:
        """Whether `text` begins the title of pledge `number` of the open vision."""
        return self._known.begins_title(text, self.vision.number if self.vision else 0, number)

    def take_percentage(self, percentage: Percentage, *, sure: bool) -> bool:
        """A percentage on a line of its own; False where it is none of the open entry.

        It may be printed twice. A second one that differs is a conflict where it is `sure` to be a percentage,
        or the numbers around it are printed twice or with spaces; else it is not taken.
        """
        current = self.current
        if current is None or self._is_listed(current):
            return False
        if current.percentage is None or current.percentage.value == percentage.value:
            self._doubled = current.percentage is not None
            current.percentage = current.percentage or percentage
        elif sure or self._doubled or " " in percentage.printed:
            self.summary.conflicts.append(percentage)
        else:
            return False
        current.lines.append(percentage.line)
        return True

    def continue_with(self, cells: Cells, text: str, *, rows_follow: bool) -> bool:
        """Text without a number: the rest of a broken title, or a subtitle; False where nothing is open for it."""
        current = self.current
        if current is None or len(current.lines) >= _MOST_LINES:
            return False
        taken = False
        if isinstance(current, VisionText):
            taken = self._continue_vision(current, cells, text, rows_follow=rows_follow)
        elif isinstance(current, RowText):
            taken = self._continue_row(current, cells, text)
        if taken:
            current.lines.append(cells.line)
        return taken

    def finish(self) -> SummaryText:
        """Labelled visions without rows are the closing list, unless only they print a percentage.

        What seemed the percentage of a vision is the end of its title in the list, and in the table where the
        list says so.
        """
        visions = self.summary.visions
        self.summary.visions = [v for v in visions if not self._closes(v)]
        self.summary.listed = [v for v in visions if self._closes(v)]
        for vision in self.summary.listed:
            if vision.percentage is not None:
                _give_back(vision, vision.percentage.printed)
        listed = {(v.number, comparable(v.text)) for v in self.summary.listed}
        for vision in self.summary.visions:
            if vision.percentage is not None:
                whole = f"{vision.text} {vision.subtitle or ''} {vision.percentage.printed}"
                if (vision.number, comparable(whole)) in listed:
                    _give_back(vision, vision.percentage.printed)
        return self.summary

    def _closes(self, vision: VisionText) -> bool:
        """Whether a vision is an entry of the closing list."""
        in_table = vision.percentage is not None and vision.number not in self._in_table
        return vision.labelled and not vision.rows and not in_table

    def _is_row(self, cells: Cells, vision: VisionText, owner: int | None) -> bool:
        number = cells.number or 0
        texts = (cells.text, cells.whole)
        if any(self._known.begins_title(text, vision.number, number) for text in texts):
            self._rows_padded = cells.padded
            return True
        if cells.labelled or owner is not None:
            return cells.labelled == "公約"
        if cells.padded and not self._rows_padded:
            return False
        if vision.printed.startswith("0") and len(cells.number_printed) == 1:
            return True
        return number > self._row_number and (
            self._known.has(vision.number, number) or number != vision.number + 1
        )

    def _owner(self, cells: Cells) -> int | None:
        """The vision whose pledge of this very number has this title in the body."""
        for text in (cells.text, cells.whole):
            found = self._known.find(text)
            if found is not None and found[1] == cells.number:
                return found[0]
        return None

    def _is_listed(self, entry: VisionText | RowText | OverallText) -> bool:
        """Whether an entry is one of the closing list: its vision stands in the table already."""
        return isinstance(entry, VisionText) and entry.labelled and entry.number in self._in_table

    def _continue_row(self, row: RowText, cells: Cells, text: str) -> bool:
        joined = join_lines([row.text, text])
        if row.percentage is not None and self._known.begins_title(joined, *row.code.key):
            row.text = joined
        elif row.percentage is None and not self._known.is_title(row.text, *row.code.key):
            row.text = join_lines([row.text, cells.running])
            row.percentage = cells.percentage
        else:
            return False
        return True

    def _continue_vision(self, vision: VisionText, cells: Cells, text: str, *, rows_follow: bool) -> bool:
        direct = vision.lines[-1] == cells.line - 1
        if vision.labelled and not direct and vision.percentage is None and not rows_follow:
            self.current = None
            return False
        had_percentage = vision.percentage is not None
        if not had_percentage and cells.percentage is not None:
            text, vision.percentage = cells.running, cells.percentage
        if not vision.text or (direct and vision.subtitle is None and not had_percentage):
            vision.text = join_lines([vision.text, text])
        else:
            vision.subtitle = join_lines([vision.subtitle or "", text])
        return True


def _give_back(vision: VisionText, number: str) -> None:
    """What seemed a percentage becomes the last word of the title or subtitle again."""
    if vision.subtitle:
        vision.subtitle += f" {number}"
    else:
        vision.text += f" {number}"
    vision.percentage = None
