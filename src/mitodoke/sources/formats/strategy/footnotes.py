"""Numbered footnotes (※1 term, definition): the glossary, and the references to it inside texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.japanese_text import fold_width
from mitodoke.sources.formats.strategy.piece import Piece

_DIGITS = "[0-9０-９]"
_DEFINITION = re.compile(
    rf"\A[（(]?※\s*(?P<number>{_DIGITS}{{1,3}})(?!{_DIGITS})\s*[）)]?(?P<sep>[\s:：．.、]*)(?P<rest>.*)\Z",
    re.DOTALL,
)
_NOTE_START = re.compile(
    rf"\A[（(]?(?P<sign>[※＊]|注)\s*(?P<number>{_DIGITS}{{0,2}}(?!{_DIGITS}))(?P<sep>[)）]?[\s.．、:：]*)"
)
_OTHER_NOTE = re.compile(r"\A[（(]?(?:注[\s\d０-９）):：]|(?:出典|資料|備考)\s*[:：])")
_COUNTER = re.compile(
    r"(?:年|月|日|人|名|回|件|個|か|ヶ|カ|ヵ|ケ|箇|つ|%|％|時|歳|才|社|校|組|次|期|世帯|団体|施設|倍|割|点|位|[~～〜\-－/／,，:：＝=])"
)
_REFERENCE = re.compile(
    rf"[ \u3000]?(?:\$?\^\{{\s*[（(]?※\s*(?P<braced>{_DIGITS}{{1,3}})[）)]?\s*\}}\$?|[（(]※\s*(?P<bracketed>{_DIGITS}{{1,3}})[）)]"
    rf"|※\s?(?P<digits>{_DIGITS}{{1,8}}))[ \u3000]?"
)
_COLON = re.compile(r"\A(?P<term>[^:：。]{1,60})\s*[:：]\s*(?P<definition>.+)\Z", re.DOTALL)


@dataclass
class Footnote:
    """A footnote as it is gathered; `lines` are all lines it stands on."""

    number: int
    term: str
    first: int
    definition: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    repeated: bool = False
    last: int = 0


def read_definition(text: str) -> tuple[int, str, str] | None:
    """A footnote's number, term and the definition that follows on the line (often empty); None if it is none.

    ``※5年間の累計`` is a note that begins with a number, not footnote 5: without a separator after the number,
    a counter or sign must not follow.
    """
    found = _DEFINITION.match(text)
    if found is None or not found["rest"].strip():
        return None
    rest = found["rest"].strip()
    if not found["sep"] and _COUNTER.match(rest):
        return None
    term, definition = _split(rest)
    return int(fold_width(found["number"])), term, definition


def _split(rest: str) -> tuple[str, str]:
    """Term and definition where both stand on one line: at a line break, a colon, or the space before a sentence."""
    if "\n" in rest:
        term, _, definition = rest.partition("\n")
        return _plain(term), definition.strip()
    if colon := _COLON.match(rest):
        return _plain(colon["term"]), colon["definition"].strip()
    if "。" in rest:
        head = re.split("[、。「]", rest, maxsplit=1)[0]
        at = max(head.rfind(" "), head.rfind("\u3000"))
        if at > 0 and head.count("(") == head[at:].count("(") + head[:at].count(")"):
            return _plain(rest[:at]), rest[at:].strip()
    return _plain(rest), ""


def _plain(term: str) -> str:
    return term.strip().strip("*").strip()


class Glossary:
    """The footnotes of a document in their order, and which number a reference may mean at this point."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.notes: list[Footnote] = []
        self._known = {
            found[0]
            for piece in pieces
            if piece.text.startswith(("※", "（※", "(※")) and (found := read_definition(piece.text))
        }
        self._run: set[int] = set()
        self._highest = 0

    @property
    def next_number(self) -> int:
        """The number that the next footnote should have."""
        return max(self._run, default=0) + 1

    def define(self, number: int, term: str, definition: str, piece: Piece) -> Footnote:
        """Add the footnote that `piece` begins; a 1 starts a new run, any other number seen in its run is repeated."""
        if number == 1:
            self._run = set()
            self._highest = 1
        note = Footnote(number, self.strip(term), piece.line, last=piece.last)
        note.repeated = number in self._run
        self._run.add(number)
        self._highest = max(self._highest, number)
        note.lines.extend(range(piece.line, piece.last + 1))
        if definition:
            note.definition.append(definition)
        self.notes.append(note)
        return note

    def strip(self, text: str) -> str:
        """`text` without the references to footnotes; a ※ that begins the text begins a note and stays.

        Where digits follow the reference without a gap (``※122030年``), the number is the next one in sequence if
        a definition has it, else all digits if they are a known number, else the longest known beginning whose
        rest does not begin with 0. A number that no definition has is taken for a reference when it has at most
        two digits.
        """
        if "※" not in text and "^{" not in text:
            return text
        return _REFERENCE.sub(self._without, text).strip()

    def _without(self, found: re.Match[str]) -> str:
        if found.start() == 0:
            return found[0]
        exact = found["braced"] or found["bracketed"]
        if exact:
            self._highest = max(self._highest, int(fold_width(exact)))
            return ""
        digits = fold_width(found["digits"])
        beginnings = [digits[:length] for length in range(1, min(3, len(digits)) + 1) if digits[0] != "0"]
        known = [one for one in beginnings if int(one) in self._known]
        if str(self._highest + 1) in known:
            number = str(self._highest + 1)
        elif digits in known:
            number = digits
        elif known:
            whole = [one for one in known if not digits[len(one) :].startswith("0")] or known
            number = whole[-1]
        elif len(digits) <= 2 and int(digits):
            number = digits
        else:
            return found[0]
        self._highest = max(self._highest, int(number))
        after = digits[len(number) :]
        tail = found[0][len(found[0].rstrip()) :] if after else ""
        return after + tail


def split_note(text: str) -> tuple[str, str]:
    """A note's mark (``※``, ``※2``, ``注1``) and what it says.

    A number with a counter (``※1人当たり``) is wording and no mark's number.
    """
    found = _NOTE_START.match(text)
    if found is None:
        return "注", text
    body = text[found.end() :]
    digits = fold_width(found["number"] or "")
    sign = "注" if found["sign"] == "注" else "※"
    if digits and not found["sep"] and _COUNTER.match(body):
        return sign, found["number"] + body
    return f"{sign}{digits}", body


def is_note(text: str) -> bool:
    """Whether `text` is a note (※…, 注…, 出典：…), numbered or not."""
    return text.startswith(("※", "＊", "（※", "(※")) or _OTHER_NOTE.match(text) is not None
