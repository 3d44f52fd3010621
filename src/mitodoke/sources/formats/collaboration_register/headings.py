"""The lines of a register that are no rows: its title, the forms of collaboration, name holders, page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.japanese_text import close_gaps, fold_width

_LONGEST = 120
"""No heading is longer; longer lines are not looked at, so that hostile ones cost nothing."""

_COUNT = r"(?:[（(]?\s*(?P<count>[\d,]+)\s*件\s*[）)]?)?"
_MARK = r"(?:[①-⑳]|[(]?\d{1,2}[).]?|[(]?[ア-ンA-Za-z][).]|[■●○◆◇□▪◎])?"
_FORM = re.compile(
    rf"\s*{_MARK}\s*(?:協働の?|事業|実施)?形態\s*(?:[:;]|\s)\s*(?P<form>[^:;]+?)\s*{_COUNT}\s*(?P<page>\d+\s*/\s*\d+)?\s*\Z"
)
_FORM_WORD = r"(?:共催|実行委員会|協議会|事業協力|協力|後援|委託|補助|助成|協賛|その他|名義|事業|等|など|・|、|\(|\)|\s)"
_BARE_FORM = re.compile(
    rf"\s*(?:[■●○◆◇□▪◎]|\d{{1,2}}[.)]?|[(]\d{{1,2}}[)])\s*(?P<form>{_FORM_WORD}{{1,12}}?)\s*[(]\s*(?P<count>[\d,]+)\s*件\s*[)]\s*\Z"
)
_HOLDER = re.compile(
    rf"\s*(?P<mark>[【〔\[■●○◆◇(<])?\s*(?P<holder>[^【】〔〕\[\]<>。、]{{1,24}}?)名義\S{{0,6}}?\s*[】〕\])>]?\s*{_COUNT}\s*\Z"
)
_SECTION_NUMBER = re.compile(
    r"[#\s]*(?:第?[\d一二三四五六七八九十]{1,3}(?:[-－.．]\d{1,2})?(?:[章節.．、)）]\s*|\s+)|[①-⑳■●○◆◇]\s*)?"
)
_IS_TITLE = re.compile(
    r"協働.{0,12}(?:状況|実績|一覧|報告書?)(?:等|について)?\s*(?:[（(【〔][^（()）]{1,20}[）)】〕])?\s*\Z"
)
_PAGE = re.compile(
    r"\s*(?:-\s*)?(?:p(?:age)?\.?\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*-|\s*(?:ページ|頁))?\s*\Z",
    re.IGNORECASE,
)
_NEXT_SECTION = re.compile(r"\s*(?P<number>\d{1,2})[.\s]\s*(?P<words>\S.{1,40})\Z")
_TOTAL = re.compile(r"\s*(?:合\s*計|総\s*計|計|総数)\s*[:\t ]*\s*(?P<count>[\d,]+)\s*件?\s*\Z")

_FORM_WORDS = (
    (CollaborationForm.COMMITTEE, ("実行委員会", "協議会")),
    (CollaborationForm.CO_HOSTING, ("共催",)),
    (CollaborationForm.PATRONAGE, ("後援",)),
    (CollaborationForm.COMMISSION, ("委託",)),
    (CollaborationForm.SUBSIDY, ("補助", "助成")),
    (CollaborationForm.SPONSORSHIP, ("協賛",)),
    (CollaborationForm.COOPERATION, ("事業協力", "協力", "その他")),
)


@dataclass(frozen=True, slots=True)
class FormHeading:
    """``① 協働の形態：共催（4件）``: `form` is None for a form nobody knows; `is_page` for ``… 共催 3/3``."""

    form: CollaborationForm | None
    words: str
    count: int | None
    count_printed: str
    is_page: bool


@dataclass(frozen=True, slots=True)
class HolderHeading:
    """``【…市名義】（108件）``: in whose name the patronages below were given."""

    holder: NameHolder
    words: str
    count: int | None
    count_printed: str


def read_form_heading(line: str) -> FormHeading | None:
    """The heading of a form of collaboration, or None."""
    if len(line) > _LONGEST:
        return None
    folded = fold_width(line)
    match = _FORM.match(folded) if "形態" in line else _BARE_FORM.match(_keep_circles(line))
    if match is None:
        return None
    words = match["form"].strip()
    form = _form_of(words)
    if form is None and "形態" not in line:
        return None
    is_page = match.groupdict().get("page") is not None
    return FormHeading(form, words, _number(match["count"]), printed_count(line), is_page)


def read_holder_heading(line: str) -> HolderHeading | None:
    """The heading of a name holder, or None. 教育委員会 has its own; every other name is the city's."""
    if len(line) > _LONGEST or "名義" not in line or "\t" in line:
        return None
    match = _HOLDER.match(fold_width(line))
    if match is None or "形態" in line or not (match["mark"] or match["count"]):
        return None
    holder = NameHolder.BOARD_OF_EDUCATION if "教育委員会" in match["holder"] else NameHolder.CITY
    return HolderHeading(holder, match["holder"].strip(), _number(match["count"]), printed_count(line))


def read_title(line: str) -> str | None:
    """The title of the register without the number of its section, or None."""
    if len(line) > _LONGEST or "\t" in line:
        return None
    stripped = line.strip()
    if (
        "協働" not in stripped
        or not _IS_TITLE.search(close_gaps(stripped))
        or "形態" in stripped
        or "。" in stripped
    ):
        return None
    return stripped[match.end() :] if (match := _SECTION_NUMBER.match(stripped)) else stripped


def printed_count(line: str) -> str:
    """The count of a heading as printed (``10件``), empty where there is none."""
    match = re.search(r"[\d,，]+\s*件?(?=[^\d]*\Z)", line)
    return match[0] if match else ""


def is_page_number(line: str) -> bool:
    """Whether the line holds nothing but a page number (``- 12 -``, ``3/7``)."""
    return len(line) <= 24 and _PAGE.match(fold_width(line)) is not None


def read_total(line: str) -> int | None:
    """The count of a line ``合計 25件``, or None."""
    match = _TOTAL.match(fold_width(line)) if len(line) <= 40 else None
    return _number(match["count"]) if match else None


def section_number(line: str) -> int | None:
    """The number of a section heading (``4 …``) of the report that the register is a part of, or None."""
    match = _NEXT_SECTION.match(fold_width(line)) if len(line) <= 60 and "\t" not in line else None
    return int(match["number"]) if match else None


def _form_of(words: str) -> CollaborationForm | None:
    return next((form for form, names in _FORM_WORDS if any(name in words for name in names)), None)


def _keep_circles(line: str) -> str:
    return fold_width(re.sub("[①-⑳]", "■", line))


def _number(text: str | None) -> int | None:
    return int(text.replace(",", "")) if text and text.replace(",", "") else None


_NOTE = re.compile(r"\s*(?:[※＊*]|[（(]?(?:注|備考)[\d)）:：　 ])")


def is_note(line: str) -> bool:
    """Whether the line begins a note (※, （注）)."""
    return _NOTE.match(line) is not None
