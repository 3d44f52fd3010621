"""Terms explained where they occur: the first occurrence only, the longest term, and no harm from hostile text."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from mitodoke.domain.outline import GlossaryTerm
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.explained import Terms, explained, terms_of
from mitodoke.publishing.presentation.printed import prose
from publishing.strategy_editions import strategy_edition


def terms(*words: str) -> Terms:
    edition = strategy_edition()
    glossary = tuple(GlossaryTerm(number=None, term=word, definition="…", place="L1") for word in words)
    index = EditionIndex(replace(edition, content=replace(edition.content, glossary=glossary)))
    return terms_of([index], CityAddresses("999997"))


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        ("地方創生とは、地方創生のことです。", ("地方創生",), 1),
        ("地方創生と関係人口", ("地方創生", "関係人口"), 2),
        ("ICT教育とICT", ("ICT", "ICT教育"), 2),
        ("PICTを使う", ("ICT",), 0),
        ("ICTを使う", ("ICT",), 1),
        ("a.b", ("a.b",), 1),
        ("axb", ("a.b",), 0),
        ("言葉", (), 0),
        ("市", ("市",), 0),
        ("", ("地方創生",), 0),
        ("一つ目の地方創生。\n\n二つ目の地方創生。", ("地方創生",), 1),
    ],
)
def test_the_first_occurrence_of_each_term_is_linked(text: str, words: tuple[str, ...], links: int) -> None:
    assert explained(text, terms(*words)).count('<a class="term"') == links


def test_the_link_leads_to_the_term_in_the_language_of_the_page() -> None:
    found = explained("関係人口がふえる", terms("関係人口"))
    assert 'href="/999997/glossary/#term-関係人口"' in unquote(found)
    with speaking("en"):
        found = explained("関係人口がふえる", terms("関係人口"))
        assert 'href="/en/999997/glossary/#term-関係人口"' in unquote(found)
        assert '<p lang="ja">' in found


def test_without_terms_it_is_prose() -> None:
    text = "一行目。\n\n<b>二行目</b>"
    assert explained(text, terms()) == prose(text)
    assert explained(None, terms("語")) == Markup("")


@settings(deadline=None)
@given(
    st.text(alphabet="<>&\"'ab語句\u202e", max_size=60),
    st.text(alphabet="<>&\"'ab語句", min_size=2, max_size=4),
)
def test_no_text_and_no_term_becomes_markup(text: str, word: str) -> None:
    found = explained(text, terms(word))
    without = found.striptags()
    assert "<script" not in found
    assert found.count("<a ") <= 1
    assert found.count("<a ") == found.count("</a>")
    assert found.count("<bdi>") == found.count("</bdi>")
    assert without == prose(text).striptags()
