"""What a spreadsheet shows for a number: the format codes that offices use, in exact decimals.

A code has up to four sections (positive; negative; zero; text). Literals stand in quotes or after a backslash,
``0``, ``#`` and ``?`` are digits, ``%`` and trailing commas scale. A code with conditions, fractions or exponents is
not imitated: then the number stands in full, which no shown form contradicts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_EXACT = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps 15 digits; a file may hold 17 of the binary fraction behind them."""
_WIDE = Context(prec=400)
_BRACKET = re.compile(r"\[([^\]]*)\]")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_DIGITS = "0#?"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format code: a character of it, or (`literal`) a text that is shown as it is."""

    text: str
    literal: bool = False


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The sections of a format code as tokens; colours and languages are left out, conditions stay as ``[``."""
    result: list[list[Token]] = [[]]
    at = 0
    while at < len(code):
        character = code[at]
        if character == '"':
            end = code.find('"', at + 1)
            end = len(code) if end < 0 else end
            result[-1].append(Token(code[at + 1 : end], literal=True))
            at = end + 1
        elif character == "\\":
            result[-1].append(Token(code[at + 1 : at + 2], literal=True))
            at += 2
        elif character in "_*":
            at += 2
        elif character == "[" and (match := _BRACKET.match(code, at)):
            inside = match[1]
            if inside[:1] in "<>=":
                result[-1].append(Token("["))
            elif currency := _CURRENCY.match(inside):
                result[-1].append(Token(currency[1], literal=True))
            elif re.fullmatch("h+|m+|s+", inside, re.IGNORECASE):
                result[-1].append(Token(f"[{inside.lower()}]"))
            at = match.end()
        elif character == ";":
            result.append([])
            at += 1
        else:
            result[-1].append(Token(character))
            at += 1
    return tuple(tuple(section) for section in result)


def plain_number(value: Decimal) -> str:
    """A number in full, without exponent and without zeros at its end: what the format General shows."""
    rounded = _EXACT.plus(value)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: Decimal, code: str) -> str:
    """`value` as the format `code` shows it."""
    value = _EXACT.plus(value)
    parts = sections(code)
    if code in ("", "General", "@") or any(token.text == "[" for part in parts for token in part):
        return plain_number(value)
    section, amount = _section_for(value, parts)
    if section is None:
        return plain_number(value)
    text = _filled(section, abs(amount))
    if text is None:
        return plain_number(value)
    return f"-{text}" if amount < 0 else text


def _section_for(
    value: Decimal, parts: tuple[tuple[Token, ...], ...]
) -> tuple[tuple[Token, ...] | None, Decimal]:
    """The section for `value`, and the amount to fill in (without its sign where the section tells the sign)."""
    if value < 0 and len(parts) > 1:
        return parts[1], abs(value)
    if value == 0 and len(parts) > 2:
        return parts[2], value
    return parts[0], value


def _filled(section: tuple[Token, ...], value: Decimal) -> str | None:
    """`value` (not negative) in `section`; None for a section that is not imitated."""
    code = "".join(token.text for token in section if not token.literal)
    if "general" in code.lower():
        return _general(section, value)
    if re.search(r"[/EeyYmMdDhHsSgGaA]", code):
        return None
    digits = [index for index, token in enumerate(section) if not token.literal and token.text in _DIGITS]
    if not digits:
        return "".join(token.text for token in section)
    first, last = digits[0], digits[-1]
    scale = sum(1 for token in section if not token.literal and token.text == "%")
    thousands = 0
    end = last + 1
    while end < len(section) and not section[end].literal and section[end].text == ",":
        thousands, end = thousands + 1, end + 1
    run = section[first:end]
    inner = [token for token in run if token.literal]
    if inner:
        return None
    pattern = "".join(token.text for token in run)
    if first and not section[first - 1].literal and section[first - 1].text == ".":
        pattern, first = "." + pattern, first - 1
    amount = _WIDE.scaleb(value, 2 * scale - 3 * thousands)
    before = "".join(token.text for token in section[:first])
    after = "".join(token.text for token in section[end:])
    return before + _digits(amount, pattern.rstrip(",")) + after


def _general(section: tuple[Token, ...], value: Decimal) -> str:
    text = "".join(f"\x00{token.text}\x00" if token.literal else token.text for token in section)
    return re.sub("general", lambda _: plain_number(value), text, flags=re.IGNORECASE).replace("\x00", "")


def _digits(amount: Decimal, pattern: str) -> str:
    """`amount` in a run of digit places such as ``#,##0.0#``."""
    whole_places, _, fraction_places = pattern.partition(".")
    needed = sum(1 for place in fraction_places if place == "0")
    step = Decimal(1).scaleb(-len(fraction_places))
    rounded = amount.quantize(step, rounding=ROUND_HALF_UP, context=_WIDE)
    whole, _, fraction = f"{rounded:f}".partition(".")
    least = sum(1 for place in whole_places if place == "0")
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in whole_places:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", whole)
    kept = fraction[:needed] + fraction[needed:].rstrip("0")
    return whole + (f".{kept}" if kept else "")
