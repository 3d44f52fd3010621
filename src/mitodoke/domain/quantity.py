"""Quantities as documents print them: a decimal with its unit, its marks, and its absence with a reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.japanese_text import DASHES, is_missing_mark
from mitodoke.domain.printed_number import read_number


class MissingReason(StrEnum):
    """Why a value is absent; absence is never 0."""

    NOT_GIVEN = "not_given"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            MissingReason.NOT_GIVEN: "記載なし（－）",
            MissingReason.EMPTY: "空欄",
            MissingReason.NOT_A_NUMBER: "数値ではない",
            MissingReason.LOST: "原文で失われている",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A printed quantity.

    `value` is exact, in `unit` (万人 and 億円 are multiplied out: 199.5万人 is 1995000 人; 千円, 千t, 千人 stay
    units as printed); `decimals` counts the decimals printed; `cumulative` is 累計 or 延べ, `approximate` 約 or
    程度, `note` what stood beside the number (``6隊`` in ``100%（6隊）``, ``以上`` in ``5回以上``, ``年間`` in
    ``年間100件``). Exactly one of `value` and `missing` is None.
    """

    printed: str
    value: Decimal | None = None
    unit: str | None = None
    decimals: int = 0
    cumulative: bool = False
    approximate: bool = False
    missing: MissingReason | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise ValueError("a quantity has either a value or a reason why it is missing")


_LONGEST = 500
"""No cell with one number is longer; what is longer is prose."""

_AS_PRINTED = re.compile(r"[^\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u3300-\u33ff]+")
"""What may be folded: all but ㎡, ², ㌔ (units stay as printed) and ① (no number)."""
_NO_WIDTH = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\ufeff")

_OPEN, _CLOSE = "([【〔", ")]】〕"
_TOTAL = r"(?:累計|累積|延べ|のべ|延)"
_YEARS = r"[0-9]{1,2} {0,2}(?:年間|[かヶケカヵ箇]年)"
_SPAN = r"(?:令和|平成|R|H)?[0-9]{1,4}(?:年度?)?[~〜-](?:令和|平成|R|H)?[0-9]{1,4}(?:年度?)?の?(?=累計|累積|合計|計)"
_PREFIX = re.compile(
    rf"(?:※[0-9]{{1,2}} +|※|{_SPAN}|{_YEARS}[でのに]?|(?:計画)?期間[中内]?の?|{_TOTAL}|約|およそ|おおよそ|おおむね|概ね|ほぼ"
    r"|総計|合計|計|年間|年平均|月平均|平均|[毎各]年度?|毎月|単年度?|年|月|全|速報値?|暫定値?|見込み?値?|参考値?|推計値?|確定値?"
    rf"|[{re.escape(_OPEN)}](?:[^{re.escape(_OPEN + _CLOSE)}]{{0,12}}(?:{_TOTAL}|合計|計|平均|年間|速報値?|暫定値?|見込み?|参考値?|推計値?))[{re.escape(_CLOSE)}]"
    r"|[ ::])"
)
_SIGN = re.compile(r"(?:(?P<minus>[▲△▼] {0,2}|[-−‐‑‒–—―]|マイナス {0,2})|\+ {0,2}|±(?=0(?![.0-9])))?")
_BESIDE = (
    r"以上|以下|以内|未満|超え?|程度|前後|ほど|強|弱|増加?|減少?|済み?|※[0-9]{0,2}|\*[0-9]{0,2}"
    r"|[をの]?(?:維持|達成|実施|整備|完了|設置|導入|開催|策定|確保|継続|予定|見込み?)|を?(?:上回る|下回る|超える|目指す)"
)
_REST = re.compile(
    rf"(?P<unit>(?:[^0-9をにがはもへでとの。、,;!?「」『』)\]】〕~〜]|(?<=[A-Za-z])[23]|(?<=/)[0-9]{{1,2}}(?=[年か日ヶ])){{0,16}}?)"
    rf"(?P<beside>(?:(?:{_BESIDE}) {{0,2}}){{0,4}})\Z"
)
_DATE_UNIT = re.compile(r"年度|月(?!間|額)|年[^間齢金額代生]")
_YEARS_OF_A_DATE = range(1000, 3000)
_CUMULATIVE = re.compile(rf"{_TOTAL}|{_YEARS}(?:[での]|の?(?:合計|計))")
_CUMULATIVE_NOTE = re.compile(
    rf"(?:{_YEARS}の?|期間[中内]?の?)?{_TOTAL}(?:人数|件数|数|値)?\Z|{_YEARS}の?(?:合計|計)\Z"
)
_APPROXIMATE = re.compile(r"約|およそ|おおよそ|おおむね|概ね|ほぼ|程度|前後|ほど|強|弱")
_MARK = re.compile(rf"{_TOTAL}|約|およそ|おおよそ|おおむね|概ね|ほぼ|[ ::]")
_DASH_WITH_NOTE = re.compile(
    rf"[{re.escape(DASHES)}]+\s{{0,3}}(?P<note>[{re.escape(_OPEN)}].*[{re.escape(_CLOSE)}]|※.{{0,3}})\Z",
    re.DOTALL,
)


def parse_quantity(text: str) -> Quantity:
    """Read one cell; never raises: what is no number is kept as printed with the reason why it is missing.

    One number with its unit and known words around it is a value (``5回以上`` is 5 回 with the note 以上). Two
    numbers (``3～5件``, ``36校/37校``), a date, a text target or unknown words around a number are not: nothing
    is picked out of them.
    """
    printed = text.strip()
    if not printed:
        return Quantity(printed=printed, missing=MissingReason.EMPTY)
    if is_missing_mark(printed):
        return Quantity(printed=printed, missing=MissingReason.NOT_GIVEN)
    if len(printed) > _LONGEST:
        return Quantity(printed=printed, missing=MissingReason.NOT_A_NUMBER)
    folded = _AS_PRINTED.sub(lambda part: unicodedata.normalize("NFKC", part[0]), printed).translate(
        _NO_WIDTH
    )
    folded = re.sub(r"\s+", " ", folded).strip()
    if dash := _DASH_WITH_NOTE.match(folded):
        return Quantity(printed=printed, missing=MissingReason.NOT_GIVEN, note=_inside(dash["note"]))
    return _read(printed, _unwrapped(folded)) or Quantity(printed=printed, missing=MissingReason.NOT_A_NUMBER)


def _read(printed: str, folded: str) -> Quantity | None:
    start = 0
    while part := _PREFIX.match(folded, start):
        start = part.end()
    prefix = folded[:start]
    sign = _SIGN.match(folded, start)
    number = read_number(folded, sign.end() if sign else start)
    if number is None:
        return None
    body, bracket = _split_at_bracket(folded[number.end :].strip())
    rest = _REST.match(body)
    if rest is None or any(unicodedata.category(character) in ("Cc", "Cf") for character in body):
        return None
    unit = rest["unit"].replace(" ", "") or None
    if unit and (_DATE_UNIT.match(unit) or (unit == "年" and number.value in _YEARS_OF_A_DATE)):
        return None
    words = (_MARK.sub("", _inside(prefix)), rest["beside"].strip(), bracket)
    return Quantity(
        printed=printed,
        value=number.value.copy_negate() if sign and sign["minus"] and number.value else number.value,
        unit=unit,
        decimals=number.decimals,
        cumulative=bool(_CUMULATIVE.search(prefix) or _CUMULATIVE_NOTE.match(bracket)),
        approximate=bool(_APPROXIMATE.search(prefix) or _APPROXIMATE.search(rest["beside"])),
        note=" ".join(word for word in words if word) or None,
    )


def _split_at_bracket(text: str) -> tuple[str, str]:
    """What stands outside the brackets of `text` (``人以上`` of ``人（延べ）以上``), and what stands inside."""
    first = next((i for i, character in enumerate(text) if character in _OPEN), len(text))
    last = max((text.rfind(close) for close in _CLOSE), default=-1)
    if last < first:
        return text[:first].strip(), _inside(text[first:].lstrip(_OPEN))
    return text[:first].strip() + text[last + 1 :].strip(), _inside(text[first : last + 1])


def _inside(text: str) -> str:
    """`text` without the one pair of brackets around it."""
    text = text.strip()
    if (
        len(text) > 1
        and text[0] in _OPEN
        and text[-1] in _CLOSE
        and not set(text[1:-1]) & set(_OPEN + _CLOSE)
    ):
        return text[1:-1].strip()
    return text


def _unwrapped(text: str) -> str:
    """A cell that is bracketed as a whole, ``（100人）``, without its brackets."""
    inner = _inside(text)
    return inner if inner and inner[0] in "0123456789約延累-▲△" else text
