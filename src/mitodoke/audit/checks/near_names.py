"""Names that differ by one character, found by what is left when a character is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mitodoke.audit.checks.confusable_characters import confusables

CONTRASTS = frozenset(
    "0123456789一二三四五六七八九十百千第初前後上下左右中内外東西南北新旧大小高低男女父母老若春夏秋冬朝昼夜夕早晩午月火水木金土日"
    "市町村区都道府県国州郡abcdefghijklmnopqrstuvwxyzⅠⅡⅢⅣⅤ①②③④⑤甲乙丙丁本支分再準副正全半元各他民校園生級部班組課室係長会"
)
"""Characters that tell things apart (東部・西部, 小学校・中学校): a difference in one of them is meant."""
_LONGEST = 60
"""Names are shorter; keeps the pairs of a name linear."""


def near_pairs(names: Iterable[str], *, shortest: int) -> Iterator[tuple[str, str]]:
    """Pairs of names of at least `shortest` characters that differ by one that is likely a slip.

    One has a character more than the other (峰山・峰), or one character is replaced by a look-alike. A
    character that tells things apart (numbers, directions, 小 and 中 ...) is no slip.
    """
    known = {name for name in names if shortest <= len(name) <= _LONGEST}
    alike = confusables("shape", "shape3", "variant", "kana", "script")
    for name in sorted(known):
        shorter = {name[:i] + name[i + 1 :]: name[i] for i in range(len(name))}
        for short, dropped in shorter.items():
            if short in known and dropped not in CONTRASTS:
                yield short, name
        for position, other in alike.replaced(name):
            if other > name and other in known and not {name[position], other[position]} <= CONTRASTS:
                yield name, other
