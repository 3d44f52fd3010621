"""Hostile text in every field that the reference pages show stays text, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import GlossaryTerm
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.views import about, audit, corrections, departments, findings, glossary, method, sdgs
from mitodoke.publishing.views.page import find_city
from publishing.edition_parts import activities, document
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import stand_in
from publishing.strategy_editions import strategy_edition

HOSTILE = "<script>alert(1)</script>\"'&\u202e{{ x }}{% y %}=1+1/../#?%"
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def hostile(edition: Edition, version: int = 1) -> Edition:
    """`edition` with the hostile text wherever a document may bring text."""
    content = edition.content
    kind: DocumentKind = content.document.kind
    finding = Finding(
        check=HOSTILE, severity=Severity.ERROR, subject=HOSTILE, field=HOSTILE, place="L1",
        printed=HOSTILE, expected=HOSTILE, message=HOSTILE,
    )  # fmt: skip
    return replace(
        edition,
        version=version,
        content=replace(
            content,
            document=document(kind, content.document.fiscal_year, HOSTILE, publisher=HOSTILE),
            items=tuple(
                replace(
                    one,
                    title=HOSTILE,
                    departments=(HOSTILE,),
                    summary=HOSTILE,
                    activities=activities(HOSTILE),
                )
                for one in content.items
            ),
            indicators=tuple(replace(one, name=HOSTILE, note=HOSTILE) for one in content.indicators),
            entries=tuple(
                replace(one, title=HOSTILE, number=HOSTILE, departments=(HOSTILE,), purpose=HOSTILE)
                for one in content.entries
            ),
            glossary=(GlossaryTerm(number=1, term=HOSTILE, definition=HOSTILE, place="L1"),),
        ),
        audit=replace(
            edition.audit,
            findings=(finding,),
            figures=tuple(
                replace(one, figure=HOSTILE, printed=HOSTILE, calculated=HOSTILE, rule=HOSTILE)
                for one in edition.audit.figures
            ),
            trials=tuple(replace(one, label=HOSTILE, failures=(HOSTILE,)) for one in edition.audit.trials),
        ),
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_hostile_text_stays_text_and_keeps_to_itself(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    stand_in(
        monkeypatch,
        pledge_edition(),
        hostile(pledge_edition(version=2), version=2),
        hostile(strategy_edition()),
        hostile(register_edition()),
    )
    modules = (about, audit, corrections, departments, findings, glossary, method, sdgs)
    with speaking(language):
        city = find_city("999997")
        addresses = [address for module in modules for address in module.pages(city)]
    assert len(addresses) > 30
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        html = response.content.decode()
        assert "<script>alert" not in html, address
        outside = re.sub(r"<bdi[^>]*>.*?</bdi>", "", html, flags=re.DOTALL)
        outside = re.sub(r'value="[^"]*"', "", outside)
        assert not CONTROLS.search(outside), address
