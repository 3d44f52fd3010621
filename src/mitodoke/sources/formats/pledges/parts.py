"""The parts of one report put in order: which vision holds which pledge, which row of the table means which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mitodoke.domain.japanese_text import join_lines
from mitodoke.sources.formats.pledges.body_text import (
    BodyText,
    MeasureText,
    PledgeText,
    RowText,
    SummaryText,
    VisionText,
)
from mitodoke.sources.formats.pledges.front_matter import FrontText
from mitodoke.sources.formats.pledges.vision_titles import part_titles


@dataclass(slots=True)
class PledgeParts:
    """One pledge: what the body and the summary table say of it; one of them may be silent."""

    item_id: str
    code: str
    vision: int
    body: PledgeText | None = None
    row: RowText | None = None
    duplicate_of: str | None = None

    @property
    def title(self) -> str | None:
        """The title of the body, else of the table; None where both lost it."""
        lines = [line.text for line in self.body.title] if self.body else []
        return join_lines(lines) or (self.row.text if self.row else "") or None

    @property
    def measures(self) -> Sequence[MeasureText]:
        """The measures, in order."""
        return self.body.measures if self.body else ()


@dataclass(slots=True)
class VisionParts:
    """One vision: its heading in the table, its line in the closing list, its heading in the body."""

    item_id: str
    code: str
    number: int
    table: VisionText | None = None
    listed: VisionText | None = None
    heading: VisionText | None = None
    title: str | None = None
    subtitle: str | None = None
    duplicate_of: str | None = None
    pledges: list[PledgeParts] = field(default_factory=list)

    @property
    def sources(self) -> list[VisionText]:
        """Where it is printed, the most complete first."""
        return [text for text in (self.table, self.listed, self.heading) if text is not None]


def put_together(
    front: FrontText, body: BodyText, summary: SummaryText, municipality: str | None
) -> list[VisionParts]:
    """Visions by number, each with its pledges in the order of the body, then those only in the table.

    A number that stands twice makes two: the second has an id ending in ``~2`` and is told as a duplicate.
    """
    pledges = _pledges(body, summary)
    visions = _visions(front, body, summary, pledges)
    by_id = {vision.item_id: vision for vision in visions}
    first = {vision.number: vision for vision in reversed(visions)}
    for pledge in pledges:
        suffix = pledge.item_id.partition("~")[2]
        own = first[pledge.vision]
        (by_id.get(f"{own.item_id}~{suffix}", own) if suffix else own).pledges.append(pledge)
    _name(visions, municipality)
    return visions


def _pledges(body: BodyText, summary: SummaryText) -> list[PledgeParts]:
    parts: dict[tuple[int, int, int], PledgeParts] = {}
    seen: dict[tuple[int, int], int] = {}
    first: dict[tuple[int, int], str] = {}
    for pledge in body.pledges:
        key = pledge.code.key
        seen[key] = seen.get(key, 0) + 1
        first.setdefault(key, pledge.code.printed)
        item_id = pledge.code.printed + (f"~{seen[key]}" if seen[key] > 1 else "")
        parts[(*key, seen[key])] = PledgeParts(item_id, pledge.code.printed, pledge.code.vision, body=pledge)
    for row in summary.rows:
        key = row.code.key
        first.setdefault(key, row.code.printed)
        part = parts.get((*key, row.occurrence))
        if part is None:
            item_id = first[key] + (f"~{row.occurrence}" if row.occurrence > 1 else "")
            part = parts[(*key, row.occurrence)] = PledgeParts(item_id, row.code.printed, row.code.vision)
        part.row = row
    for (vision, number, occurrence), part in parts.items():
        if occurrence > 1:
            part.duplicate_of = first[(vision, number)]
    return list(parts.values())


def _visions(
    front: FrontText, body: BodyText, summary: SummaryText, pledges: Iterable[PledgeParts]
) -> list[VisionParts]:
    codes: dict[int, str] = {}
    for pledge in pledges:
        codes.setdefault(pledge.vision, pledge.code.partition("-")[0])
    headings = ([front.vision] if front.vision else []) + body.visions
    for text in [*summary.visions, *summary.listed, *headings]:
        codes.setdefault(text.number, text.printed)
    parts: dict[tuple[int, int], VisionParts] = {}
    for texts, attribute in ((summary.visions, "table"), (summary.listed, "listed"), (headings, "heading")):
        seen: dict[int, int] = {}
        for text in texts:
            seen[text.number] = seen.get(text.number, 0) + 1
            setattr(_part(parts, codes, text.number, seen[text.number]), attribute, text)
    for number in codes:
        _part(parts, codes, number, 1)
    return [parts[key] for key in sorted(parts)]


def _part(
    parts: dict[tuple[int, int], VisionParts], codes: dict[int, str], number: int, occurrence: int
) -> VisionParts:
    key = (number, occurrence)
    if key not in parts:
        code = codes[number]
        suffix = f"~{occurrence}" if occurrence > 1 else ""
        parts[key] = VisionParts(code + suffix, code, number, duplicate_of=code if suffix else None)
    return parts[key]


def _name(visions: Sequence[VisionParts], municipality: str | None) -> None:
    """Titles and subtitles; the closing list has the first word, then the table, then the body."""
    texts: dict[int, str] = {}
    apart: dict[int, tuple[str, str]] = {}
    for place, vision in enumerate(visions):
        for source in (vision.listed, vision.table, vision.heading):
            if source is None or not source.text:
                continue
            texts.setdefault(place, f"{source.text} {source.subtitle}" if source.subtitle else source.text)
            if source.subtitle:
                apart.setdefault(place, (source.text, source.subtitle))
    for place, (title, subtitle) in part_titles(texts, apart, municipality).items():
        visions[place].title, visions[place].subtitle = title, subtitle
