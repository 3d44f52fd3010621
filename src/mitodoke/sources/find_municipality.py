"""Whose document it is: the municipality a text names, and its code from the national list."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources

from mitodoke.sources.read_text import SourceText

_NAME = r"[一-龥々ヶケぁ-んァ-ヴー]{1,7}[市町村区]"
_STATEMENTS = (
    re.compile(rf"\A[#\s]*(?P<name>{_NAME})[\s\u3000]+\S{{1,12}}[部課室局]\s*\Z"),
    re.compile(rf"【\s*(?P<name>{_NAME})名義】"),
    re.compile(
        rf"\A[#\s]*(?:第\S{{1,3}}章[\s\u3000]*)?(?P<name>{_NAME})(?:第\S{{1,3}}期)?(?:まち・ひと・しごと創生)?総合戦略"
    ),
)
FRONT_LINES = 60

_MENTION = re.compile(r"(?<![一-龥々])([一-龥々ヶケ]{1,5}?[市町村])(?=[立役内民社長の立スのはがを・、（\s])")


@cache
def municipality_codes() -> dict[str, tuple[str, ...]]:
    """The codes of each municipality's name; a name that several share has several."""
    codes: dict[str, list[str]] = {}
    source = resources.files("mitodoke.sources").joinpath("municipalities.csv")
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            codes.setdefault(row["municipality"], []).append(row["code"])
    return {name: tuple(found) for name, found in codes.items()}


def find_municipality(text: SourceText) -> str | None:
    """The municipality named as publisher or owner; else the one mentioned most, if clearly most; else None.

    A statement (the publisher's line, 【…名義】, the strategy's title, or the name of a municipality of the national
    list alone on one of the first lines) outweighs mentions. Mentions count only
    from three on and when at least twice as many as those of the next municipality.
    """
    for line in text.lines:
        for statement in _STATEMENTS:
            if match := statement.search(line):
                return str(match["name"])
    for line in text.lines[:FRONT_LINES]:
        if (alone := line.strip()) in municipality_codes():
            return alone
    counts = Counter(name for line in text.lines for name in _MENTION.findall(line))
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= 3 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        return str(ranked[0][0])
    return None


def municipality_code(name: str | None) -> str | None:
    """The code of `name` where exactly one municipality bears it; else None."""
    codes = municipality_codes().get(name or "", ())
    return codes[0] if len(codes) == 1 else None
