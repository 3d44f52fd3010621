"""Looks for kanji inside katakana words and katakana inside kanji words that only look right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.confusable_characters import confusables
from mitodoke.audit.checks.passages import passages
from mitodoke.audit.checks.word_counts import count_kanji
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_KATAKANA = re.compile(r"[ァ-ヴー]+")
_MIXED = re.compile(r"[ァ-ヴー]+(?:[一口力二工八夕卜才千三七へべぺり][ァ-ヴー]+)+")
_IN_KANJI = re.compile(r"[一-鿿々]+[ロカニエハタトオチミ](?![ァ-ヴー])[一-鿿々]*")
_OFTEN = 5


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    where = list(passages(content, lines))
    texts = [passage.text for passage in where]
    katakana = Counter(word for text in texts for word in _KATAKANA.findall(text))
    kanji: Counter[str] | None = None
    seen: set[str] = set()
    for passage in where:
        for word in _MIXED.findall(passage.text):
            whole = _as_katakana(word)
            if word not in seen and katakana[whole]:
                seen.add(word)
                yield _doubt(passage.subject, passage.field, passage.place, word, whole)
        for word in _IN_KANJI.findall(passage.text):
            kanji = kanji if kanji is not None else count_kanji(texts)
            usual = _as_kanji(word, kanji)
            if word not in seen and usual:
                seen.add(word)
                yield _doubt(passage.subject, passage.field, passage.place, word, usual)


def _as_katakana(word: str) -> str:
    """The mixed word with every character that is no katakana replaced by the katakana that looks like it."""
    alike = confusables("script").alike
    return "".join(c if _KATAKANA.match(c) else alike.get(c, c)[0] for c in word)


def _as_kanji(word: str, kanji: Counter[str]) -> str | None:
    """The mixed word with its katakana replaced by a kanji, when its surroundings stand so elsewhere, else None."""
    table = confusables("script")
    at = next(i for i, character in enumerate(word) if _KATAKANA.match(character))
    for other in table.alike.get(word[at], ""):
        usual = word[:at] + other + word[at + 1 :]
        near = usual if len(usual) == 2 else usual[max(at - 2, 0) : max(at - 2, 0) + 3]
        if kanji[near] >= _OFTEN:
            return usual
    return None


def _doubt(subject: str, field: str, place: str, word: str, usual: str) -> Doubt:
    return Doubt(
        subject=subject,
        field=field,
        place=place,
        printed=word,
        expected=usual,
        message=f"「{word}」の中に、形の似た別の種類の文字（漢字とカタカナ、ひらがなとカタカナ）が混ざっています。"
        f"「{usual}」の誤りでないか確かめてください。",
    )


CHECK = Check(
    name="script_lookalike",
    label="カタカナと漢字の取り違え",
    explanation="カタカナの語の中の漢字（「サ一ビス」の一）や、漢字の語の中のカタカナ（「人ロ」のロ）のように、形の似た別の種類の文字が"
    "混ざっていないかを見ます。正しい形が同じ文書のほかの所にある場合だけ挙げます。",
    severity=Severity.WARNING,
    look=_look,
)
