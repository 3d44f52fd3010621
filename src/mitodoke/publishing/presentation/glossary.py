"""The glossary: terms that the documents explain, with the places where they occur, and the site's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.departments import Shelved
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.explained import term_anchor, term_pattern
from mitodoke.publishing.presentation.page import Link, SourceLink, source_link
from mitodoke.publishing.presentation.text import one_line

PLACES_SHOWN = 12
"""How many places of a term are linked before the rest is only counted."""

OWN_TERMS: tuple[tuple[str, str], ...] = (
    ("公表値", "市の文書に書かれている数値です。このサイトは公表値を書き換えません。"),
    ("基準値", "指標の出発点の値です。計画を作ったときの値であることが多いです。"),
    ("実績値", "指標が実際にどうなったかの値です。"),
    ("目標値", "指標をいつまでにどうしたいかの値です。"),
    ("数値目標", "基本目標ごとに決められた指標です。"),
    ("KPI", "重要業績評価指標。事業ごとに、うまくいっているかを測る指標です。"),
    (
        "進捗率",
        "基準値から目標値までの道のりのうち、どこまで来たかの割合です。基準値より悪くなれば負になります。",
    ),
    (
        "達成率",
        "目標値に対する実績値の割合です。出発点と、増やす・減らすの向きを考えないので、参考として示します。",
    ),
    ("判定", "決められた規則で、指標の状態を区分に当てはめたものです。規則は市ごとに違います。"),
    ("10段階評価", "施策の進み具合を、担当部署が0から10までの数で答えたものです。"),
    ("対象", "割合の計算に入っているものの数です。入っていないものの数と理由を、いつもそばに示します。"),
    ("端数処理", "割り切れない数を、切り捨てや四捨五入で短くすることです。"),
    ("累計", "何年分かを足した値です。1年分の値とは比べられません。"),
    ("延べ", "同じ人が2回参加すれば2人と数えた人数です。"),
    ("再掲", "ほかの場所にも載っている、同じ取組のことです。"),
    (
        "版",
        "公表した時点の内容を固定したものです。あとから変わることはありません。訂正は新しい版になります。",
    ),
    ("検算", "文書に書かれた割合・合計・件数を、文書の中の事実から計算し直すことです。"),
    ("指摘", "文書の中の、誤り・食い違い・読み取れない箇所と思われるところです。"),
    ("正誤", "前の版と新しい版で、何がどう変わったかの一覧です。"),
    ("担当部署", "文書がその項目の担当としている市の部署です。"),
)
"""The words of this site in plain language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What one document says of a term; None in an edition that leaves the wording out."""

    number: int | None
    text: str | None
    edition: Link
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A term with what every document says of it and where it occurs in the newest editions."""

    term: str
    anchor: str
    definitions: tuple[Definition, ...]
    places: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """A word of the site."""

    term: str
    definition: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """Both kinds of terms."""

    own: tuple[OwnTerm, ...]
    terms: tuple[TermEntry, ...]


def glossary_page(newest: Sequence[Shelved]) -> GlossaryPage:
    """The glossary of the newest editions, terms in the order of the documents."""
    definitions: dict[str, list[Definition]] = {}
    for one in newest:
        for term in one.index.edition.content.glossary:
            definitions.setdefault(one_line(term.term), []).append(
                Definition(
                    number=term.number,
                    text=term.definition,
                    edition=Link(one.label, one.addresses.home),
                    source=source_link(term.place, one.addresses),
                )
            )
    indexes = tuple(one.index for one in newest)
    places = {one.index: occurrences(one.index, indexes) for one in newest}
    return GlossaryPage(
        own=tuple(
            OwnTerm(term=tr(term), definition=tr(definition), anchor=f"own-{number}")
            for number, (term, definition) in enumerate(OWN_TERMS, start=1)
        ),
        terms=tuple(
            _entry(term, tuple(found), newest, places) for term, found in definitions.items() if term
        ),
    )


@lru_cache(maxsize=32)
def occurrences(index: EditionIndex, glossaries: tuple[EditionIndex, ...]) -> dict[str, tuple[str, ...]]:
    """The records of an edition in whose words each term of `glossaries` occurs: the ids by term, in its order."""
    pattern = term_pattern(glossaries)
    found: dict[str, dict[str, None]] = {}
    if pattern is not None:
        for subject, text in _texts(index):
            for match in pattern.finditer(text):
                found.setdefault(match[0], {})[subject] = None
    return {term: tuple(subjects) for term, subjects in found.items()}


def _texts(index: EditionIndex) -> Iterator[tuple[str, str]]:
    content = index.edition.content
    for item in content.items:
        words = (
            item.title,
            item.subtitle,
            item.summary,
            *item.audience,
            *item.outcomes,
            *(activity.text for activity in item.activities),
        )
        yield item.item_id, "\n".join(word for word in words if word)
    for indicator in content.indicators:
        yield indicator.indicator_id, f"{indicator.name}\n{indicator.note or ''}"
    for entry in content.entries:
        yield entry.entry_id, "\n".join(filter(None, (entry.title, entry.purpose, entry.effects)))


def _entry(
    term: str,
    definitions: tuple[Definition, ...],
    newest: Sequence[Shelved],
    places: dict[EditionIndex, dict[str, tuple[str, ...]]],
) -> TermEntry:
    found = [(one, subject) for one in newest for subject in places[one.index].get(term, ())]
    return TermEntry(
        term=term,
        anchor=term_anchor(term),
        definitions=definitions,
        places=tuple(
            subject_link(subject, one.index, one.addresses) for one, subject in found[:PLACES_SHOWN]
        ),
        more=max(0, len(found) - PLACES_SHOWN),
    )
