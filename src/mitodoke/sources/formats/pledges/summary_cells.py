"""One line of the summary table (総括表) taken apart: its number, its texts, its percentage, whatever its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.sources.formats.pledges.line_marks import Percentage, parse_percentage

_LABEL = r"(?P<label>(?:vision|ビジョン|基本政策|政策|柱|公約)\s*(?:no\.?)?\s*)?"
_LEADING = re.compile(
    rf"[■◆●○・【\[〔<＜(（\s]*{_LABEL}(?P<number>[0０]\s\d(?=\s)|\d\s\d(?=\s+\D)|\d{{1,2}}(?!\d)|[①-⑳])"
    r"(?P<gap>[】\]〕>＞)）:：.．、\s]*)(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(
    r"[【\[〔(（\s]*(?P<vision>\d{1,2})\s?[-‐‑‒–—―−－ー─]\s?(?P<pledge>\d{1,2})(?!\d)(?P<gap>[】\]〕)）:：.．、\s]*)(?P<rest>.*)\Z",
    re.DOTALL,
)
_LAST_NUMBER = re.compile(r"[(（]?\d{1,3}(?:[.．]\d{1,2})?\s?[%％]?[)）]?\Z")
_SPACED = re.compile(r"(?P<label>)(?P<number>\d\s\d)(?P<gap>\s+)(?P<rest>\S.*)\Z", re.DOTALL)
_LOST = re.compile(r"[-‐–—―−－]{1,3}\Z")
_DIGIT = re.compile(r"\d\Z")


@dataclass(frozen=True, slots=True)
class Cells:
    """What a line of the table shows.

    `number` is the leading number, None where there is none; `padded` one with a zero before it (``01``, ``0 1``),
    `glued` one that touches the text behind it; `vision` is the first part of a whole code (``01-1``). `texts`
    are the cells between number and percentage; `whole` is the text together with the percentage where only
    a space parts the two, so that it could also be the end of the title; else empty. `running` is everything but
    the percentage: the text of a line that continues another.
    """

    line: int
    number: int | None = None
    number_printed: str = ""
    padded: bool = False
    glued: bool = False
    labelled: str = ""
    vision: int | None = None
    vision_printed: str = ""
    texts: tuple[str, ...] = ()
    whole: str = ""
    running: str = ""
    percentage: Percentage | None = None

    @property
    def text(self) -> str:
        """The texts in one."""
        return " ".join(self.texts)


def read_cells(text: str, line: int, next_vision: int = 0) -> Cells:
    """Take apart a line of tabs, of pipes, or of words with spaces between them.

    ``1 1 2つの…`` can be number 1 or 11 (with a space between its digits): it is 11 where `next_vision` is.
    """
    pieces = _pieces(text)
    apart = len(pieces) > 1
    pieces, percentage = _split_percentage(pieces, apart, line)
    if not pieces:
        return Cells(line, percentage=percentage)
    whole = text.strip() if percentage is not None and not apart else ""
    cells = _numbered_cells(pieces, whole, percentage, line, next_vision)
    return replace(cells, running=" ".join(pieces))


def _numbered_cells(
    pieces: list[str], whole: str, percentage: Percentage | None, line: int, next_vision: int
) -> Cells:
    first, rest = pieces[0], tuple(pieces[1:])
    code = _CODE.match(first)
    if code is not None and (code["gap"] or not code["rest"]):
        text = code["rest"].strip()
        return Cells(
            line,
            number=int(code["pledge"]),
            number_printed=fold_width(code["pledge"]),
            vision=int(code["vision"]),
            vision_printed=fold_width(code["vision"]),
            texts=(text, *rest) if text else rest,
            whole=whole[code.start("rest") :].strip(),
            percentage=percentage,
        )
    spaced = _SPACED.match(first)
    if spaced is not None and int(without_space(spaced["number"])) == next_vision:
        return _numbered(spaced, rest, whole, percentage, line)
    if (found := _LEADING.match(first)) is not None:
        return _numbered(found, rest, whole, percentage, line)
    return Cells(line, texts=tuple(pieces), whole=whole, percentage=percentage)


def _numbered(
    found: re.Match[str], rest: tuple[str, ...], whole: str, percentage: Percentage | None, line: int
) -> Cells:
    printed = without_space(fold_width(found["number"]))
    text = found["rest"].strip()
    return Cells(
        line,
        number=int(printed),
        number_printed=printed,
        padded=len(printed) == 2 and printed.startswith("0"),
        glued=bool(text) and not found["gap"],
        labelled=(found["label"] or "").strip().lower(),
        texts=(text, *rest) if text else rest,
        whole=whole[found.start("rest") :].strip(),
        percentage=percentage,
    )


def _pieces(text: str) -> list[str]:
    text = text.strip()
    if text.startswith(("|", "｜")) or text.count("|") >= 2:
        pieces = re.split(r"[|｜]", text)
    elif "\t" in text:
        pieces = text.split("\t")
    else:
        pieces = [text]
    return [stripped for piece in pieces if (stripped := piece.strip())]


def _split_percentage(pieces: list[str], apart: bool, line: int) -> tuple[list[str], Percentage | None]:
    """The pieces without the percentage at their end (further numeric cells before it are other years')."""
    if not pieces:
        return pieces, None
    if not apart:
        text, percentage = _percentage_at_end(pieces[0], line)
        return [text], percentage
    percentage = parse_percentage(pieces[-1], line)
    if percentage is None:
        return pieces, None
    kept = pieces[:-1]
    while len(kept) > 1 and parse_percentage(kept[-1], line) is not None:
        kept.pop()
    return kept, percentage


def _percentage_at_end(text: str, line: int) -> tuple[str, Percentage | None]:
    """A number or a dash as the last word of `text`; single digits with spaces between them are one number."""
    words = text.rsplit(maxsplit=3)
    if len(words) < 2 or not (_LAST_NUMBER.match(words[-1]) or _LOST.match(words[-1])):
        return text, None
    digits = 1
    while _DIGIT.match(words[-1]) and digits < min(3, len(words) - 1) and _DIGIT.match(words[-digits - 1]):
        digits += 1
    percentage = parse_percentage(" ".join(words[-digits:]), line)
    if percentage is None:
        return text, None
    for word in reversed(words[-digits:]):
        text = text[: text.rindex(word)].rstrip()
    return text, percentage
