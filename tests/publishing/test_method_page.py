"""The page of the method says what the rules themselves say, and its examples are what the functions give."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from markupsafe import Markup

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.judgement_rules import NATIONAL_FIVE_STEPS, RULES
from mitodoke.domain.progress import Undefined, UndefinedReason, achievement_rate, progress_rate
from mitodoke.domain.rounding import RoundingMode
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.findings import FindingDocument
from mitodoke.publishing.presentation.formulas import mean_formula, quotient, rate_formulas
from mitodoke.publishing.presentation.method import MethodPage, method_page
from mitodoke.publishing.presentation.method_judgement import shown_rules
from mitodoke.publishing.presentation.rates import show_percent
from mitodoke.publishing.views.page import find_city, open_everything
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in

HOME = "/999997/"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return stand_in(monkeypatch)


def page_of_the_site() -> MethodPage:
    return method_page(
        [
            FindingDocument(index=one.index, addresses=one.addresses, label=one.short_label)
            for one in open_everything(find_city("999997"))
        ]
    )


def test_every_check_rule_and_reason_is_told(site: StandIn) -> None:
    html = Client().get(f"{HOME}method/").content.decode()
    text = re.sub(r"<[^>]+>", "", html)
    for check in CHECKS:
        assert check.label in text
        assert check.explanation in text
    for reason in UndefinedReason:
        assert reason.label in text
    for rule in (*RULES, NATIONAL_FIVE_STEPS):
        assert rule.label in text
        assert rule.source in text
        for band in rule.bands:
            assert band.label in text


def test_counts_of_checks_are_those_of_the_editions(site: StandIn) -> None:
    page = page_of_the_site()
    counted = {check.name: check.count for check in (*page.checks, *page.reader_checks)}
    found = [
        finding.check
        for one in open_everything(find_city("999997"))
        for finding in one.index.edition.audit.findings
    ]
    assert found
    for name in set(found):
        assert counted[name] == found.count(name)
    for check in (*page.checks, *page.reader_checks):
        assert bool(check.address) == bool(check.count)
        if check.address:
            assert Client().get(check.address).status_code == 200


def test_the_examples_are_calculated() -> None:
    page = method_page([_document()])
    for row in page.worked:
        baseline, actual, target = (Decimal(value) for value in row.values)
        for shown, rate in (
            (row.progress, progress_rate(baseline, actual, target)),
            (row.achievement, achievement_rate(actual, target)),
        ):
            assert shown == (rate.label if isinstance(rate, Undefined) else show_percent(rate))
    assert {"75.0％", "−12.5％", "112.5％"} <= {row.progress for row in page.worked}
    assert [row.label for row in page.roundings] == [mode.label for mode in RoundingMode]
    by_label = {row.label: row.results for row in page.roundings}
    assert page.rounded == ("44.4", "44.5", "44.6", "45.5", "−44.5")
    assert by_label["四捨五入"] == ("44", "45", "45", "46", "−45")
    assert by_label["偶数丸め"] == ("44", "44", "45", "46", "−44")
    assert sum(Decimal(share) for share in page.shares) == 100


def _document() -> FindingDocument:
    from mitodoke.domain.document import DocumentKind
    from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses

    return FindingDocument(
        index=EditionIndex(register_edition(2024)),
        addresses=EditionAddresses(CityAddresses("999997"), DocumentKind.COLLABORATION_REGISTER, 2024, 1),
        label="register",
    )


def test_a_city_without_pledges_tries_no_rules_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, register_edition(2024))
    assert "試せる文書は公表されていません" in Client().get(f"{HOME}method/").content.decode()


def test_the_rules_tried_are_those_of_the_audit(site: StandIn) -> None:
    tried = page_of_the_site().tried
    assert tried
    assert tried[0].tried == 2
    assert tried[0].fitting == ("公約の公表値の平均を小数点以下切り捨て",)


@pytest.mark.parametrize(("language", "words"), [("ja", "以上"), ("en", "at least")])
def test_conditions_of_ranks_are_in_the_language_of_the_page(language: str, words: str) -> None:
    with speaking(language):
        rules = shown_rules({})
        assert all(rule.bands for rule in rules)
        first = rules[0].bands[0]
        assert words in first.condition
        for rule in rules:
            assert rule.bands[-1].condition
        if language == "en":
            told = " ".join(band.condition for rule in rules for band in rule.bands)
            told += " ".join(remark for rule in rules for remark in rule.remarks)
            assert not re.search(r"[\u3040-\u30ff\u3400-\u9fff]", told)


def test_a_rule_that_is_used_comes_first_with_its_editions() -> None:
    from mitodoke.publishing.presentation.page import Link

    last = RULES[-1]
    link = Link("edition", "/x/")
    rules = shown_rules({last: [link]})
    assert rules[0].name == last.name
    assert rules[0].used == (link,)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_formulas_say_the_same_drawn_and_written(language: str) -> None:
    with speaking(language):
        formulas = [formula for _, formula in rate_formulas()] + [mean_formula()]
    for formula in formulas:
        assert isinstance(formula.drawn, Markup)
        words = re.findall(r"<mtext>(.*?)</mtext>", formula.drawn)
        assert words
        assert all(word in formula.text for word in words)
        assert f'alttext="{formula.text}"' in formula.drawn


def test_words_in_a_formula_are_escaped() -> None:
    formula = quotient("<b>", ('"',), ("&",))
    assert "<b>" not in formula.drawn
    assert "&lt;b&gt;" in formula.drawn
