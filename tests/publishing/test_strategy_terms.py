"""Terms of the glossary are explained where a strategy uses them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from publishing.stand_in import stand_in
from publishing.strategy_editions import strategy_edition


def test_the_first_use_of_a_term_leads_to_its_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = strategy_edition()
    term = edition.content.glossary[0].term
    items = tuple(
        replace(item, summary=f"{term}を増やす。{term}は多い。<b>") for item in edition.content.items
    )
    stand_in(monkeypatch, replace(edition, content=replace(edition.content, items=items)))
    html = Client().get("/999997/strategy/fy2021/v1/S1/").content.decode()
    assert html.count('<a class="term" href="/999997/glossary/#term-') == 1
    assert "&lt;b&gt;" in html
