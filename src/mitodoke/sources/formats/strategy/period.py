"""The period a strategy covers: 推進期間, 計画期間 and the like, from the fiscal years that the text names."""

from __future__ import annotations

import re

from mitodoke.domain.fiscal_year import FiscalYear, parse_year
from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.sources.formats.strategy.piece import Piece

_WORD = r"(?:推進|計画|取組|対象|実施|戦略の?)期間"
_HEADING = re.compile(rf"\A[■□◆◇●○【(\d.)]*(?:[^、。]{{0,20}}?の)?{_WORD}(?:について)?[】:]?\Z")
_ERA = "令和|平成|昭和|(?<![A-Za-z])[RHS]"
_ALSO = r"(?:\((?:\d{4}|(?:令和|平成)(?:元|\d{1,2}))(?:年度?)?\))?"
_RANGE = re.compile(
    rf"(?P<era1>{_ERA})?(?P<year1>元|\d{{1,4}}){_ALSO}(?:年度?)?(?P<month1>\d{{1,2}}月(?:\d{{1,2}}日)?)?{_ALSO}(?:から|[~〜～―—–ー-])"
    rf"(?P<era2>{_ERA})?(?P<year2>元|\d{{1,4}}){_ALSO}年(?P<unit>度|(?P<month2>\d{{1,2}})月(?:\d{{1,2}}日|末)?)?"
)
_EARLIER = re.compile(r"前期|前計画|前戦略|前回|国の|道の|県の|都の|府の")
_TERM = re.compile(r"第([0-9一二三四五六七八九])期")


def _years(text: str) -> tuple[int, int] | None:
    folded = without_space(fold_width(text))[:400]
    found = _RANGE.search(folded)
    if found is None:
        return None
    era1 = found["era1"] or ""
    era2 = found["era2"] or era1
    first = _year(era1, found["year1"])
    last = _year(era2, found["year2"])
    if first is None or last is None:
        return None
    if found["month1"] and int(found["month1"].split("月")[0]) < 4:
        first -= 1
    if found["month2"] and int(found["month2"]) < 4:
        last -= 1
    return (first, last) if first <= last <= first + 30 else None


def _year(era: str, digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    return parse_year(f"{era}{digits}年") if era else None


def find_period(pieces: list[Piece]) -> tuple[str, str, int] | None:
    """The first and last day of the period and the index of the piece that says it, or None.

    Looked for under a heading that is 推進期間 (or 計画, 取組, 対象, 戦略の期間), then on a line that begins so,
    then in a sentence with that word; what speaks of an earlier term or another plan is passed over.
    """
    terms = [_TERM.findall(fold_width(piece.text[:400])) for piece in pieces]
    latest = max((term for found in terms for term in found), default="")
    for index, piece in enumerate(pieces):
        if _HEADING.match(without_space(fold_width(piece.text[:60]))):
            for after in range(index, min(index + 4, len(pieces))):
                if years := _years(_all(pieces[after])):
                    return *_days(years), after
    for index, piece in enumerate(pieces):
        for sentence in _all(piece)[:4000].split("。"):
            if not re.search(_WORD, without_space(sentence)) or _EARLIER.search(sentence):
                continue
            named = _TERM.findall(fold_width(sentence))
            if any(term < latest for term in named):
                continue
            if years := _years(sentence[max(0, sentence.find("期間") - 200) :]) or _years(sentence):
                return *_days(years), index
    return None


def _all(piece: Piece) -> str:
    return piece.text if piece.cells is None else " ".join(piece.cells)


def _days(years: tuple[int, int]) -> tuple[str, str]:
    first, last = years
    return FiscalYear(first).first_day.isoformat(), FiscalYear(last).last_day.isoformat()
