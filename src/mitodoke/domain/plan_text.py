"""Texts that people type into plans: how they are tidied, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mitodoke.domain.action import ActionDenied

LONGEST_TEXT = 10_000
"""How many characters a text of a plan may have."""
LONGEST_LINE = 300
"""How many characters a text of one line may have."""
YEARS = range(1900, 2201)
"""The years that a plan may tell of."""
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Control characters, those that turn the direction of writing, and halves of characters."""


def tidy_text(value: str | None, label: str, *, single_line: bool = False) -> str | None:
    """`value` as it is stored: line feeds only, no space at the ends, nothing left is None; ActionDenied if unfit."""
    if value is None:
        return None
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if found := _UNSEEN.search(text):
        raise ActionDenied(
            f"「{label}」の{found.start() + 1}文字目に、目に見えない制御文字があります。消してから保存してください。"
        )
    if single_line and "\n" in text:
        raise ActionDenied(f"「{label}」は改行のない一行で入力してください。")
    longest = LONGEST_LINE if single_line else LONGEST_TEXT
    if len(text) > longest:
        raise ActionDenied(
            f"「{label}」は{longest:,}字までです（{len(text):,}字あります）。短くしてください。"
        )
    return text or None


def needed_text(value: str | None, label: str, *, single_line: bool = False) -> str:
    """`tidy_text` of a text that must not be missing."""
    text = tidy_text(value, label, single_line=single_line)
    if text is None:
        raise ActionDenied(f"「{label}」を入力してください。")
    return text


def tidy_list(values: Iterable[str], label: str) -> tuple[str, ...]:
    """Every text tidied, empty ones left out, each once."""
    tidied = (tidy_text(value, label, single_line=True) for value in values)
    return tuple(dict.fromkeys(text for text in tidied if text is not None))


def year_refusal(year: int) -> str | None:
    """Why `year` cannot be the fiscal year of a plan's value, or None."""
    if year in YEARS:
        return None
    return f"年度は西暦{YEARS.start}年から{YEARS.stop - 1}年までで入力してください。"
