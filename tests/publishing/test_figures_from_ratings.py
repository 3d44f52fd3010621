"""What the pages say of percentages that no document prints: calculated from ratings, or not there at all."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from django.test import Client

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import DESK_LAYOUT
from mitodoke.domain.edition import Edition
from mitodoke.domain.roll_up_choice import RollUpChoice
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import stand_in
from publishing.whole_site import crawl, foreign_words

CITY = "/999997/"
PLEDGES = f"{CITY}pledges/fy2025/v1/"
COMPARISON = f"{CITY}compare/pledges/fy2024-v1/fy2025-v1/"
NOT_OURS = ("公表値", "原文から失われて", "原文にない", "原文にありません")


def made_at_desk(*, rated: bool, year: int = 2025) -> Edition:
    """The pledges as the desk publishes them: nothing is printed; with ratings, they are rolled up."""
    edition = pledge_edition(rated=rated, year=year)
    content = replace(
        edition.content,
        document=replace(edition.content.document, layout=DESK_LAYOUT),
        roll_up=RollUpChoice() if rated else None,
        items=tuple(
            replace(one, printed_progress=None, title=one.title or "題名", departments=one.departments or ())
            for one in edition.content.items
        ),
        stated=(),
    )
    return replace(edition, content=content, audit=audit_content(content))


def text_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    main: str = lxml.html.fromstring(response.content).xpath("//main")[0].text_content()
    return main


def test_what_the_desk_makes_has_no_original() -> None:
    assert made_at_desk(rated=False).content.document.is_made_here
    assert not pledge_edition().content.document.is_made_here


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (CITY, "評価から計算した値です。対象は、施策の数と、そのうち評価のあるものの数です。"),
        (PLEDGES, "評価から計算した値です。対象は、施策の数と、そのうち評価のあるものの数です。"),
        (PLEDGES, "評価から計算した値を、計画の順に並べたものです。"),
        (PLEDGES, "濃い色ほど進捗状況の値が高く"),
        (f"{PLEDGES}table/", "評価から計算した値を、計画の順に並べたものです。"),
        (f"{PLEDGES}01/", "ビジョン01の公約（進捗状況は評価から計算した値）"),
        (f"{PLEDGES}01/", "版ごとの進捗状況（評価から計算した値）と文言。"),
    ],
)
def test_calculated_figures_are_not_called_printed(
    monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    stand_in(monkeypatch, made_at_desk(rated=True, year=2024), made_at_desk(rated=True))
    text = text_of(address)
    assert told in text
    assert [words for words in NOT_OURS if words in text] == []


def test_editions_with_printed_and_with_calculated_figures_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in(monkeypatch, pledge_edition(year=2024), made_at_desk(rated=True))
    assert "文書に書かれた公表値または評価から計算した値。対象は" in text_of(COMPARISON)
    stand_in(monkeypatch, made_at_desk(rated=True, year=2024), made_at_desk(rated=True))
    caption = lxml.html.fromstring(Client().get(COMPARISON).content).xpath("//caption[contains(., '計算に')]")
    assert caption[0].text_content().startswith("評価から計算した値。対象は計算に入ったものの数")
    stand_in(monkeypatch, pledge_edition(year=2024), pledge_edition())
    assert "文書に書かれた公表値。対象は" in text_of(COMPARISON)
    assert "文書に書かれた公表値です。対象は、計算に入る公約の数です。" in text_of(CITY)


def test_the_note_of_the_rules_names_each_level_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, made_at_desk(rated=True))
    text = text_of(PLEDGES)
    assert "ビジョンは「丸める前の公約の単純平均（四捨五入して小数第1位まで）」、公約は「丸める前の" in text
    assert "全体の計算方法と端数処理：丸める前のビジョンの単純平均" in text


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "施策の評価がありません。このため、進捗状況の数値を計算していません（0ではありません）。"),
        ("", "施策2件（評価なし）"),
        ("01/", "評価がないため計算していません（0ではありません）"),
        ("01-1/", "施策の評価がありません（0ではありません）"),
        ("01-1/", "評価がありません（0ではありません）"),
        ("01-1-1/", "評価がありません（0ではありません）"),
    ],
)
def test_a_document_of_the_desk_has_no_original_that_lost_its_ratings(
    monkeypatch: pytest.MonkeyPatch, page: str, told: str
) -> None:
    stand_in(monkeypatch, made_at_desk(rated=False))
    text = text_of(f"{PLEDGES}{page}")
    assert told in text
    assert [words for words in (*NOT_OURS, "確かめられません") if words in text] == []


def test_ratings_without_a_rule_are_not_rolled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = made_at_desk(rated=True)
    content = replace(edition.content, roll_up=None)
    stand_in(monkeypatch, replace(edition, content=content, audit=audit_content(content)))
    assert "評価からの計算方法を決めていないため、計算していません" in text_of(f"{PLEDGES}01/")


@pytest.mark.parametrize("rated", [True, False])
def test_these_pages_speak_english_too(monkeypatch: pytest.MonkeyPatch, rated: bool) -> None:
    stand_in(monkeypatch, made_at_desk(rated=rated, year=2024), made_at_desk(rated=rated))
    found = {page.address: foreign_words(page) for page in crawl() if page.language == "en"}
    assert {address: words for address, words in found.items() if words} == {}
