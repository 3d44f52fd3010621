"""Looks for forms of kanji that Japanese texts do not use and that a search does not find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.confusable_characters import foreign_forms
from mitodoke.audit.checks.listing import listed_places
from mitodoke.audit.checks.passages import Passage, passages
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_RADICALS = "\u2e80-\u2fdf"
_COMPATIBLE = "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"
"""Compatibility ideographs; the twelve among them that are characters of their own (﨑, 﨟 ...) are left out."""


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    foreign = re.compile(f"[{''.join(foreign_forms())}]")
    taken_apart = re.compile(f"[{_RADICALS}{_COMPATIBLE}]")
    texts = list(passages(content, lines))
    yield from _forms_out_of_use(texts, foreign)
    found = [(passage, character) for passage in texts for character in taken_apart.findall(passage.text)]
    if found:
        characters = "".join(dict.fromkeys(character for _, character in found))
        shown = characters[:20] + ("…" if len(characters) > 20 else "")
        yield Doubt(
            subject="document",
            field="text",
            place=found[0][0].place,
            printed=shown,
            expected=unicodedata.normalize("NFKC", shown),
            message=f"部首用・互換用の文字が{len(found)}字あります（{listed_places([p.place for p, _ in found])}）。"
            "見た目は同じでも別の文字のため、検索や突き合わせで一致しません。PDFからの取り出しで紛れたと考えられます。",
        )


def _forms_out_of_use(texts: list[Passage], foreign: re.Pattern[str]) -> Iterator[Doubt]:
    """One doubt for each form of a kanji that Japanese does not use."""
    places: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for passage in texts:
        for match in foreign.finditer(passage.text):
            places.setdefault(match[0], []).append(passage.place)
            words.setdefault(match[0], passage.text[max(match.start() - 3, 0) : match.end() + 3].strip())
    for character, found in places.items():
        usual = foreign_forms()[character]
        yield Doubt(
            subject="document",
            field="text",
            place=found[0],
            printed=words[character],
            expected=words[character].replace(character, usual),
            message=f"「{words[character]}」の「{character}」（U+{ord(character):04X}）は、日本語でふつうに使う「{usual}」と別の文字です"
            f"（{listed_places(found)}）。検索や突き合わせで一致しないため、文字を確かめてください。",
        )


CHECK = Check(
    name="unusual_glyph",
    label="日本語でふつう使わない字形",
    explanation="PDFからの取り出しなどで紛れ込む、部首用の文字（⽇など）や外国・旧来の字形（增など）を挙げます。"
    "見た目はほぼ同じでも、検索や名寄せで一致しません。",
    severity=Severity.NOTE,
    look=_look,
)
