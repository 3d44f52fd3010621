"""The normal form in which text is searched, with the way back to the places in the original text.

Two spellings of one thing become equal: width and compatibility forms (NFKC), case, accents of Latin letters,
katakana and hiragana (documents write ごみ and ゴミ, ヒグマ and ひぐま), small and full-size kana (half-width
sources lose them), old, foreign and look-alike kanji (`characters.csv`), dashes and long vowel marks (one class
ー), ヶ and ヵ (か, and so is a ケ between two kanji: 3ヶ月, 3カ月, 三ケ月). White space, controls, invisible
characters, quotation marks and middle dots vanish, because printed lines break anywhere. Voiced and unvoiced
kana stay apart, and look-alikes that are both common (未 and 末) do too: folding them would bury the right hits.

The form is one table from characters to texts and two steps over their neighbours, so that a page can do the
same from `fold_table()` without knowing Unicode.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

from mitodoke.domain.japanese_text import DASHES, without_invisible

VOICED = {
    "\u3099": dict(
        zip(
            "うかきくけこさしすせそたちつてとはひふへほケ",
            "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼげ",
            strict=True,
        )
    ),
    "\u309a": dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True)),
}
"""What a loose voicing mark makes of the kana before it; elsewhere the mark vanishes."""

KANJI = "々㐀-䶿一-鿿\U00020000-\U0003ffff"
"""Between one of these or a digit and one of these a ケ is read か."""

_NOT_THEMSELVES = (
    range(0x3400),
    range(0xA000, 0xAC00),
    range(0xD800, 0xE000),
    range(0xF900, 0x17000),
    range(0x1B000, 0x20000),
    range(0x2F800, 0x2FA20),
    range(0xE0000, 0xE0200),
)
"""Where characters with another form stand. Kanji, Hangul, Tangut and private use stay as they are."""

_KE_READ_KA = re.compile(f"(?<=[0-9{KANJI}])ケ(?=[{KANJI}])")
_MARKS = re.compile("([^\u3099\u309a]?)([\u3099\u309a]+)")
_DROPPED = frozenset("・･·•‧∙⋅'\"`´’‘“”„‟‛〝〞〟")
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖゐゑ", "あいうえおつやゆよわかかいえ", strict=True))
_DASHES = frozenset(DASHES + "∼﹣₋⁻‒᠆֊⸗〰")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text; its character `i` comes from the original between `starts[i]` and `ends[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """The form of `text` that is searched."""
    folded = text.translate(_translation())
    if "\u3099" in folded or "\u309a" in folded:
        folded = _MARKS.sub(_compose, folded)
    if "ケ" in folded:
        folded = _KE_READ_KA.sub("か", folded).replace("ケ", "け")
    return folded


def fold_with_places(text: str) -> FoldedText:
    """`fold(text)` with the place in `text` that every character comes from."""
    table, translation = fold_table(), _translation()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for run in _runs().split(text):
        if len(run) != 1 or run not in _resized():
            characters.extend(run.translate(translation))
            starts.extend(range(place, place + len(run)))
            ends.extend(range(place + 1, place + len(run) + 1))
            place += len(run)
            continue
        place += 1
        for one in table.get(run, run):
            if one not in VOICED:
                characters.append(one)
                starts.append(place - 1)
                ends.append(place)
            elif characters and characters[-1] in VOICED[one]:
                characters[-1] = VOICED[one][characters[-1]]
                ends[-1] = place
    folded = _KE_READ_KA.sub("か", "".join(characters)).replace("ケ", "け")
    return FoldedText(folded, tuple(starts), tuple(ends))


@cache
def fold_table() -> dict[str, str]:
    """Every character that does not stay itself, with what becomes of it (nothing: an empty text).

    ケ and the two voicing marks may be left over; `fold` settles them by their neighbours.
    """
    variants = _variants()
    table = {}
    for character in chain(map(chr, chain.from_iterable(_NOT_THEMSELVES)), variants):
        folded = _fold_character(character, variants)
        if folded != character:
            table[character] = folded
    return table


@cache
def fold_digest() -> str:
    """A hash of the table: an index made with another one is not this code's."""
    listed = "\n".join(f"{ord(one):x} {folded}" for one, folded in fold_table().items())
    return hashlib.sha256(listed.encode()).hexdigest()[:16]


@cache
def _translation() -> dict[int, str]:
    return {ord(character): folded for character, folded in fold_table().items()}


@cache
def _resized() -> frozenset[str]:
    """The characters that become none or several, and the voicing marks."""
    return frozenset(
        one for one, folded in fold_table().items() if len(folded) != 1 or folded in VOICED
    ).union(VOICED)


@cache
def _runs() -> re.Pattern[str]:
    """Splits a text at its resized characters and keeps them."""
    return re.compile("([" + "".join(map(re.escape, sorted(_resized()))) + "])")


def _compose(match: re.Match[str]) -> str:
    folded = match[1]
    for mark in match[2]:
        folded = VOICED[mark].get(folded, folded)
    return folded


def _fold_character(character: str, variants: dict[str, str]) -> str:
    category = unicodedata.category(character)
    if category in ("Cs", "Cc", "Zl", "Zp") or not without_invisible(character):
        return ""
    if category in ("Cn", "Co"):
        return character
    plain = unicodedata.normalize("NFC", _without_accents(unicodedata.normalize("NFKD", character)))
    plain = _without_accents(unicodedata.normalize("NFKC", plain.casefold()))
    return "".join(_fold_plain(one, variants) for one in plain)


def _without_accents(text: str) -> str:
    return "".join(one for one in text if not "\u0300" <= one <= "\u036f")


def _fold_plain(one: str, variants: dict[str, str]) -> str:
    if one.isspace() or one in _DROPPED or not without_invisible(one):
        return ""
    if one in _DASHES:
        return "ー"
    one = variants.get(one, one)
    if "ァ" <= one <= "ヶ" and one != "ケ":
        one = chr(ord(one) - 0x60)
    return _SMALL.get(one, one)


@cache
def _variants() -> dict[str, str]:
    """Each old, foreign or look-alike character with the usual one (NFKC of both, as they come here folded)."""
    text = (
        resources.files("mitodoke.publishing.search").joinpath("characters.csv").read_text(encoding="utf-8")
    )
    return {
        unicodedata.normalize("NFKC", other): unicodedata.normalize("NFKC", row["usual"])
        for row in csv.DictReader(text.splitlines())
        for other in row["others"]
    }
