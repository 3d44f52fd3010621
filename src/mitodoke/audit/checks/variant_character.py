"""Looks for rare words that differ from a frequent one by a character that is easily mistaken for another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.confusable_characters import confusables
from mitodoke.audit.checks.listing import listed_places
from mitodoke.audit.checks.passages import Passage, passages
from mitodoke.audit.checks.word_counts import KANJI_RUN, KATAKANA_RUN, count_kanji, count_katakana
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_OFTEN = 5
"""What stands at least this often, and this many times as often as its variant, is taken for the usual word."""


def usual_words(texts: list[str]) -> dict[str, str]:
    """The rare words of `texts` that look like a usual one, with that one."""
    found = _kanji_variants(texts)
    found.update(_katakana_variants(count_katakana(texts)))
    return found


def _kanji_variants(texts: list[str]) -> dict[str, str]:
    counts = count_kanji(texts)
    candidates: dict[str, str] = {}
    for word, count in counts.items():
        kinds = ("shape",) if len(word) == 2 else ("shape", "shape3", "variant")
        table = confusables(*kinds)
        for position, usual in table.replaced(word):
            if _is_usual(counts, usual, count) and not _may_be_right(
                word, position, usual, table.words_of_both
            ):
                candidates[word] = max(candidates.get(word, usual), usual, key=lambda other: counts[other])
    confirmed: dict[str, str] = {}
    for text in texts:
        for run in KANJI_RUN.findall(text):
            for start in range(len(run) - min(len(run), 3) + 1):
                word = run[start : start + 3]
                if (
                    word in candidates
                    and word not in confirmed
                    and _fits(run, start, candidates[word], counts)
                ):
                    confirmed[word] = candidates[word]
    return confirmed


def _is_usual(counts: Counter[str], usual: str, count: int) -> bool:
    return counts[usual] >= _OFTEN and counts[usual] >= _OFTEN * count


def _may_be_right(word: str, position: int, usual: str, words_of_both: frozenset[str]) -> bool:
    """Whether a word in which either character is right covers the odd one."""
    pairs = [slice(max(position - 1, 0), position + 1), slice(position, position + 2)]
    return any(word[pair] in words_of_both and usual[pair] in words_of_both for pair in pairs)


def _fits(run: str, start: int, usual: str, counts: Counter[str]) -> bool:
    """Whether the usual character also fits better in every other string of the run that holds the odd one.

    年度未 beside 年度末 is no misreading where 未実施 follows: there the odd character is the fitting one.
    """
    word = run[start : start + 3]
    odd = start + next(i for i in range(len(word)) if word[i] != usual[i])
    corrected = run[:odd] + usual[odd - start] + run[odd + 1 :]
    for first in range(max(odd - 2, 0), min(odd, len(run) - 3) + 1):
        if first != start and counts[corrected[first : first + 3]] < counts[run[first : first + 3]]:
            return False
    return True


def _katakana_variants(counts: Counter[str]) -> dict[str, str]:
    table = confusables("kana")
    return {
        word: usual
        for word, count in counts.items()
        for _, usual in table.replaced(word)
        if _is_usual(counts, usual, count)
    }


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    where = list(passages(content, lines))
    variants = usual_words([passage.text for passage in where])
    if not variants:
        return
    for word, places in _places(where, variants).items():
        usual = variants[word]
        shown = _in_its_run(word, usual, places[0].text)
        expected = shown.replace(word, usual)
        yield Doubt(
            subject="document",
            field="text",
            place=places[0].place,
            printed=shown,
            expected=expected,
            message=f"「{shown}」が{len(places)}か所あります（{listed_places([p.place for p in places])}）。"
            f"この文書でふつうに使われている「{expected}」と一字だけ違い、形の似た字の読み違いか書き間違いのおそれがあります。",
        )


def _in_its_run(word: str, usual: str, text: str) -> str:
    """The odd word with up to three kanji before it, unless it begins with its odd character."""
    at = text.index(word)
    if word[0] != usual[0]:
        return word
    before = re.search(r"[一-鿿々]{0,3}\Z", text[max(at - 3, 0) : at])
    return (before[0] if before else "") + word


def _places(where: list[Passage], variants: dict[str, str]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in where:
        for run in KANJI_RUN.findall(passage.text):
            for word in {run[start : start + 3] for start in range(max(len(run) - 2, 1))} & variants.keys():
                found.setdefault(word, []).append(passage)
        for word in set(KATAKANA_RUN.findall(passage.text)) & variants.keys():
            found.setdefault(word, []).append(passage)
    return found


CHECK = Check(
    name="variant_character",
    label="似た字の読み違い",
    explanation="文書の中でよく使われる語と、形の似た一字だけが違う、まれな語を探します（「未来」と「末来」、旧字と新字など）。"
    "文字の読み取りや変換の誤りで起こります。語ごとに一つにまとめ、行の一覧を示します。"
    "前後の字に照らして元の字のほうが合う場合は挙げません。",
    severity=Severity.WARNING,
    look=_look,
)
