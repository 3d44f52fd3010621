"""Opinions with answers and money stand in the reports after the item that they belong to, where there are any."""

from __future__ import annotations

import io

import docx
import pytest

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.beside_blocks import beside_blocks, whole_opinions
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.render import render_report
from outputs.reports.pdf_reading import all_text, outside_page, overlapping, squeezed
from outputs.reports.report_texts import PLAIN, texts
from publishing.beside_records import with_everything
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.strategy_editions import strategy_edition

CASES = {
    "pledges": (pledge_edition(rated=True), "01-1-1"),
    "strategy": (strategy_edition(), "S1-1"),
    "plan": (plan_edition(), "1-1-1"),
}
OPINION = "意見（花咲市行政評価委員会、令和8年5月1日）：時期を早めるべきである。\n理由は二つある。"
ANSWER = "市の回答（花課、令和8年5月20日）：3月に早めます。"


@pytest.mark.parametrize("name", CASES)
def test_they_stand_after_their_item(name: str) -> None:
    edition, item_id = CASES[name]
    found = texts(build_report(with_everything(edition, item_id), name, PLAIN))
    plain = texts(build_report(edition, name, PLAIN))
    assert found.count(OPINION) == 1
    assert found[found.index(OPINION) + 1] == ANSWER
    item = next(one for one in edition.content.items if one.item_id == item_id)
    titled = next(place for place, text in enumerate(found) if (item.title or item.code) in text)
    assert titled < found.index(OPINION)
    added = iter(found)
    assert all(text in added for text in plain), "nothing else moves or goes"
    assert "意見（花咲市行政評価委員会、令和8年5月1日）：全体によく進んでいる。" in found
    for text in (
        "1,000,000円",
        "0円",
        "99,999,999,999,999円",
        "記載なし",
        "令和6年度の決算：全額を翌年度へ繰越、決算書",
    ):
        assert text in found
    assert "根拠" not in "".join(found), "evidence has its place on the pages"


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_added_where_nothing_is(name: str) -> None:
    edition, _ = CASES[name]
    tree = EditionTree(edition)
    assert whole_opinions(tree) == []
    assert [beside_blocks(tree, item) for item in edition.content.items if beside_blocks(tree, item)] == []


def _whole() -> Edition:
    edition, item_id = CASES["pledges"]
    return with_everything(edition, item_id)


def test_they_can_be_set_as_a_pdf() -> None:
    pdf = render_report(_whole(), "pledges", PLAIN)
    said = squeezed(all_text(pdf))
    for words in (
        "時期を早めるべきである。",
        "3月に早めます。",
        "99,999,999,999,999円",
        "全体によく進んでいる。",
    ):
        assert squeezed(words) in said
    assert outside_page(pdf) == []
    assert overlapping(pdf) == []


def test_they_are_in_the_document_for_word_processors() -> None:
    data = render_report(_whole(), "pledges", PLAIN, file_format="docx")
    assert data == render_report(_whole(), "pledges", PLAIN, file_format="docx")
    said = "".join(text for text in docx.Document(io.BytesIO(data)).element.body.itertext())
    for words in ("時期を早めるべきである。", "3月に早めます。", "99,999,999,999,999円"):
        assert words in said
