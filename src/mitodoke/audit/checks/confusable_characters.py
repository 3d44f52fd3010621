"""The table of characters that are mistaken for each other, and what a replacement must not touch."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Confusables:
    """For each character its look-alikes, and the words in which both of a pair are right.

    Kinds of the table: `shape` kanji that look alike, `shape3` the same but common enough that two more kanji
    must agree, `variant` old and new forms of a kanji, `foreign` forms that Japanese does not use (the first
    is the Japanese one), `kana` katakana, `script` a katakana and the kanji or hiragana that look like it.
    """

    alike: dict[str, str]
    words_of_both: frozenset[str]

    def replaced(self, word: str) -> Iterator[tuple[int, str]]:
        """`word` with one character replaced by a look-alike, in every way, with the position replaced."""
        for position, character in enumerate(word):
            for other in self.alike.get(character, ""):
                yield position, word[:position] + other + word[position + 1 :]


@cache
def confusables(*kinds: str) -> Confusables:
    """The rows of the table of these kinds."""
    alike: dict[str, str] = {}
    words: set[str] = set()
    for row in _rows():
        if row["kind"] in kinds:
            for character in row["characters"]:
                others = row["characters"].replace(character, "")
                alike[character] = "".join(dict.fromkeys(alike.get(character, "") + others))
            words.update(word for word in row["words_of_both"].split("|") if word)
    return Confusables(alike, frozenset(words))


@cache
def foreign_forms() -> dict[str, str]:
    """Each form of a kanji that Japanese does not use, with the one it does."""
    rows = [row["characters"] for row in _rows() if row["kind"] == "foreign"]
    return {form: characters[0] for characters in rows for form in characters[1:]}


@cache
def misspellings() -> dict[str, str]:
    """Words that are always wrong, with the right ones."""
    return {row["wrong"]: row["right"] for row in _read("misspellings.csv")}


@cache
def _rows() -> list[dict[str, str]]:
    return _read("confusable_characters.csv")


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("mitodoke.audit.checks").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
