"""Our own report on the register: the table as cities print it, with our count of forms before it."""

from __future__ import annotations

import re
from dataclasses import replace

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.collaboration_register import TAB_SEPARATED
from mitodoke.sources.formats.own_reports.masked_text import MaskedText, is_own_report, with_cover
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_text import SourceText

_LAYOUT = "own_report_register"
_COUNTS = ("協働の形態", "件数", "公表された件数")
_DATES = "実施年月日、参加人数"
_PARTICIPANTS = "参加人数"
_FORM = re.compile(r"協働の形態：")
_AFTER_COUNT = re.compile(rf"(?<=[0-9]人）)(?=[^（{BREAK}])")
"""Where a date with its persons ends: the next stands on a line of its own, whether its column shows that or not."""
_STATED = re.compile(rf"(?:\A|{BREAK}|(?<=\S)){_PARTICIPANTS}\u3000(?P<count>[^{BREAK}]+)\Z")
_BARE_COUNT = re.compile(r"(?P<number>[\d,]+)人\Z", re.ASCII)
_DIFFERS = re.compile(r"公表された件数は(?P<printed>.+?)ですが、記載された事業は[\d,]+件です。\Z")


def recognise(text: SourceText) -> float:
    """Whether it is one of our reports with the table of counts that only we print."""
    head = "\t".join(_COUNTS)
    return 1.0 if is_own_report(text) and any(line.strip() == head for line in text.lines) else 0.0


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the report; the count of all persons of a row becomes a column of its own, as it was before."""
    masked = MaskedText.of(text, ledger)
    first = masked.find(lambda line: _FORM.match(line) is not None)
    start = masked.find(lambda line: line == "はじめに") or 0
    for index in range(start, len(masked.lines) if first is None else first):
        if masked.lines[index].strip():
            masked.leave_out(index, "report_introduction")
    dates: int | None = None
    for index in range(first or 0, len(masked.lines)):
        cells = masked.lines[index].split("\t")
        if len(cells) < 2:
            _form_line(masked, index)
        elif cells[0].strip() == "No.":
            dates = cells.index(_DATES) if _DATES in cells else None
            if dates is not None:
                masked.lines[index] = "\t".join((*cells, _PARTICIPANTS))
        elif dates is not None and len(cells) > dates:
            masked.lines[index] = "\t".join(_with_count(cells, dates))
    content, findings = TAB_SEPARATED.parse(masked.masked, ledger)
    return replace(content, document=with_cover(content.document, text, _LAYOUT)), findings


def _form_line(masked: MaskedText, index: int) -> None:
    """A heading of a form whose stated count differs has that count in a note of ours below it."""
    note = _DIFFERS.match(masked.lines[index].strip())
    if note is None:
        return
    above = next((i for i in range(index - 1, -1, -1) if masked.lines[i].strip()), None)
    if above is not None and _FORM.match(masked.lines[above].strip()):
        masked.lines[above] = re.sub(r"（[\d,]+件）\Z", f"（{note['printed']}）", masked.lines[above].strip())
    masked.leave_out(index, "stated_count")


def _with_count(cells: list[str], dates: int) -> list[str]:
    stated = _STATED.search(cells[dates])
    own = _AFTER_COUNT.sub(BREAK, cells[dates][: stated.start()] if stated else cells[dates])
    if stated is None:
        return [*cells[:dates], own, *cells[dates + 1 :], ""]
    count = _BARE_COUNT.match(stated["count"])
    if stated["count"].startswith(("※", "（", "(")):
        # A remark on the dates, which stood among them.
        return [*cells[:dates], f"{own}{BREAK}{stated['count']}", *cells[dates + 1 :], ""]
    return [*cells[:dates], own, *cells[dates + 1 :], count["number"] if count else stated["count"]]


OWN_REGISTER = Layout(
    name=_LAYOUT,
    looked_for="見届けの協働事業の報告書（表紙の版、形態ごとの「公表された件数」）",
    recognise=recognise,
    parse=parse,
)
