"""Every number on a page is the edition's: percentages, values, rates, counts and sums, worked out a second time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import pytest

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import ItemKind
from mitodoke.publishing.presentation.edition_index import EditionIndex
from publishing.page_figures import (
    PERCENTAGE,
    below,
    half_up,
    number,
    own_words,
    persons,
    shown_values,
    total_persons,
    values_of,
    worked_out,
)
from publishing.stand_in import stand_in, whole_city
from publishing.whole_site import HEAVIEST, CrawledPage, crawl, example_editions, show_example

AXIS = {Fraction(step) for step in (0, 20, 25, 40, 50, 60, 75, 80, 100)}
"""Percentages that stand for the scale of a chart or the bounds of a class."""
NAMES = {
    DocumentKind.MAYORAL_PLEDGES: "pledges",
    DocumentKind.COMPREHENSIVE_STRATEGY: "strategy",
    DocumentKind.COLLABORATION_REGISTER: "collaboration",
}


class City:
    """The pages of a city and the editions they show."""

    def __init__(self, editions: Sequence[Edition], pages: Sequence[CrawledPage]) -> None:
        self.editions = editions
        self.home = f"/{editions[0].content.document.municipality_code}/"
        self.pages = {page.address: page for page in pages}

    def of(self, kind: DocumentKind) -> Iterator[tuple[Edition, str, dict[str, str]]]:
        """The editions of a kind with the address of each, and the keys of its records in addresses."""
        for edition in self.editions:
            if edition.content.document.kind is kind:
                year = edition.content.document.fiscal_year
                index = EditionIndex(edition)
                keys = {item.item_id: key for key, item in index.items_by_key.items()}
                keys |= {entry.entry_id: key for key, entry in index.entries_by_key.items()}
                yield edition, f"{self.home}{NAMES[kind]}/fy{year}/v{edition.version}/", keys


@pytest.fixture(scope="module", params=["made by hand", "example"])
def city(request: pytest.FixtureRequest) -> Iterator[City]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "example":
            editions = example_editions()
            show_example(patch, editions)
        else:
            editions = whole_city()
            stand_in(patch, *editions)
        yield City(editions, list(crawl("ja")))


def stated_percentages(edition: Edition) -> set[Fraction]:
    """Every percentage that the document prints or that its audit works out."""
    found = {
        Fraction(item.printed_progress) for item in edition.content.items if item.printed_progress is not None
    }
    told = [stated.value for stated in edition.content.stated]
    for figure in edition.audit.figures:
        for text in (figure.printed, figure.calculated, figure.calculated_exact):
            try:
                told.append(Decimal(text or ""))
            except InvalidOperation:
                continue
    return found | {Fraction(one) for one in told if one is not None}


def test_no_page_is_heavy(city: City) -> None:
    assert {address: page.weight() for address, page in city.pages.items() if page.weight() > HEAVIEST} == {}


def test_a_pledge_shows_the_percentage_that_was_printed_for_it(city: City) -> None:
    checked = 0
    for edition, home, keys in city.of(DocumentKind.MAYORAL_PLEDGES):
        for item in edition.content.items:
            page = city.pages[f"{home}{keys[item.item_id]}/"]
            for facts in page.main.xpath("(.//div[@class='percentage'])[1]//dl"):
                shown = facts.xpath("string(.//b[@class='figure'])")
                told = None if item.printed_progress is None else f"{item.printed_progress}％"
                assert (shown or None) == told, page.address
                drawn = page.main.xpath("string((.//*[local-name()='svg'])[1]/*[local-name()='title'])")
                assert (drawn.rpartition(" ")[2] == told) if told else not drawn or "％" not in drawn
                checked += 1
    assert checked >= 20


def test_no_percentage_of_the_pledges_is_of_the_site_s_own_making(city: City) -> None:
    editions = [edition for edition, _, _ in city.of(DocumentKind.MAYORAL_PLEDGES)]
    known = set().union(AXIS, *map(stated_percentages, editions))
    checked = 0
    for page in city.pages.values():
        if "/pledges/" in page.address and "/source/" not in page.address and "/compare/" not in page.address:
            shown = {number(found) for found in PERCENTAGE.findall(own_words(page.main))}
            assert shown <= known, page.address
            checked += len(shown)
    assert checked >= 40


def test_overviews_count_what_the_edition_holds(city: City) -> None:
    for edition, home, _ in city.of(DocumentKind.MAYORAL_PLEDGES):
        kinds = Counter(item.kind for item in edition.content.items)
        activities = sum(len(item.activities) for item in edition.content.items)
        shown = city.pages[home].main.xpath(".//ul[@class='counts'][1]/li/b/text()")
        wanted = [kinds[ItemKind.VISION], kinds[ItemKind.PLEDGE], kinds[ItemKind.MEASURE], activities]
        assert list(map(number, shown[:4])) == wanted
    for edition, home, _ in city.of(DocumentKind.COMPREHENSIVE_STRATEGY):
        said = city.pages[home].main.xpath("(.//ul[@class='counts'])[1]/li")
        shown = {one.text_content().lstrip("0123456789,"): number(one.xpath("string(b)")) for one in said}
        kinds = Counter(item.kind.label for item in edition.content.items)
        kinds |= Counter(indicator.level.label for indicator in edition.content.indicators)
        for label, count in shown.items():
            if label in kinds:
                assert count == kinds[label], label
        assert len(set(shown) & set(kinds)) >= 5


def test_values_are_those_of_the_indicator(city: City) -> None:
    """Each row and each card shows all numbers of one indicator of that name, each under its own head."""
    checked = 0
    for edition, home, keys in city.of(DocumentKind.COMPREHENSIVE_STRATEGY):
        named: dict[str, list[Counter[tuple[str, Fraction]]]] = {}
        for indicator in edition.content.indicators:
            named.setdefault(" ".join(indicator.name.split()), []).append(values_of(indicator))
        for page in city.pages.values():
            if page.address.startswith(home):
                rows = page.main.xpath(
                    ".//table[contains(@class,'indicators')]/tbody/tr | .//article[@class='kpi']"
                )
                for row in rows:
                    name = row.xpath("string((.//th/a/bdi | .//h3/bdi)[1])")
                    assert shown_values(row) in named[" ".join(name.split())], f"{page.address}: {name}"
                    checked += 1
        for item in edition.content.items:
            page = city.pages[f"{home}{keys[item.item_id]}/"]
            own = [one for one in edition.content.indicators if one.item_id == item.item_id]
            for indicator in own:
                assert indicator.name.split()[0] in page.main.text_content(), page.address
        assert below(edition.content.items[0], edition)
    assert checked >= 2 * sum(len(edition.content.indicators) for edition in city.editions)


def test_rates_follow_from_the_numbers_beside_them(city: City) -> None:
    checked = 0
    for page in city.pages.values():
        for row in page.main.xpath(
            ".//table[contains(@class,'indicators')]/tbody/tr | .//article[@class='kpi']"
        ):
            given = {value for (_, value) in shown_values(row)}
            for formula in row.xpath(".//span[@class='formula'][preceding-sibling::b[@class='number']]"):
                words = formula.text_content().removeprefix("＝")
                shown = formula.xpath("string(preceding-sibling::b[1])")
                if not PERCENTAGE.fullmatch(shown) or not re.search("÷", words):
                    continue
                assert half_up(worked_out(words)) == number(shown.removesuffix("％")), (
                    f"{page.address}: {words}"
                )
                put_in = {number(one) for one in re.findall(r"[\d,]+(?:\.\d+)?", words)}
                assert put_in <= {abs(one) for one in given} | {0}, f"{page.address}: {words}"
                checked += 1
    assert checked >= 20


def test_lists_of_projects_count_and_add_up_what_they_hold(city: City) -> None:
    newest: dict[int | None, Edition] = {}
    for edition, _, _ in city.of(DocumentKind.COLLABORATION_REGISTER):
        year = edition.content.document.fiscal_year
        newest[year] = max(edition, newest.get(year, edition), key=lambda one: one.version)
    lists: list[tuple[str, list[CollaborationEntry]]] = [
        (f"{city.home}collaboration/", [entry for one in newest.values() for entry in one.content.entries])
    ]
    for edition, home, _ in city.of(DocumentKind.COLLABORATION_REGISTER):
        lists.append((home, list(edition.content.entries)))
    for address, entries in list(lists):
        for form in {entry.form for entry in entries}:
            lists.append((f"{address}form/{form.value}/", [one for one in entries if one.form is form]))
    for address, entries in lists:
        main = city.pages[address].main
        assert main.xpath("string(.//h2[@id='list-heading']/span)").partition("件")[0] == f"{len(entries):,}"
        total = total_persons(entries)
        said = re.search(r"参加人数の合計：([\d,]+)人", city.pages[address].text)
        assert (number(said[1]) if said else None) == total, address
    assert len(lists) >= 8


def test_entries_show_their_own_participants(city: City) -> None:
    checked = 0
    for edition, home, keys in city.of(DocumentKind.COLLABORATION_REGISTER):
        told = {f"{home}{keys[one.entry_id]}/": persons(one) for one in edition.content.entries}
        for page in city.pages.values():
            if "/collaboration/" not in page.address or "/compare/" in page.address:
                continue
            for row in page.main.xpath(".//table[contains(@class,'register')]/tbody/tr"):
                address = row.xpath("string(th/a/@href)")
                if address in told:
                    shown = re.search(r"([\d,]+)人$", row.xpath("string(td[last()])").strip())
                    assert (number(shown[1]) if shown else None) == told[address], (
                        f"{page.address}: {address}"
                    )
                    checked += 1
    assert checked > 100


def test_a_choice_tells_how_many_its_page_holds(city: City) -> None:
    checked = 0
    for page in city.pages.values():
        for choice in page.main.xpath(".//nav[@class='facets']//li"):
            target = city.pages.get(choice.xpath("string(a/@href)"))
            told = re.search(r"([\d,]+)件", choice.xpath("string(span[@class='count'])"))
            if target is None or told is None:
                continue
            heading = target.main.xpath(
                "string((.//h2[@id='list-heading']/span | .//p[@class='result-count'])[1])"
            )
            counted = re.search(r"全[\d,]+件のうち([\d,]+)件", target.text) or re.match(
                r"([\d,]+)件", heading
            )
            assert counted is not None, target.address
            assert number(counted[1]) == number(told[1]), f"{page.address} → {target.address}"
            checked += 1
    assert checked >= 50


def test_the_audit_and_the_findings_are_counted_right_on_the_first_page(city: City) -> None:
    newest: dict[tuple[DocumentKind, int | None], Edition] = {}
    for edition in city.editions:
        key = (edition.content.document.kind, edition.content.document.fiscal_year)
        newest[key] = max(edition, newest.get(key, edition), key=lambda one: one.version)
    shown = city.pages[city.home].main.xpath(
        ".//section[@aria-labelledby='trust-heading']//ul[@class='tally']"
    )
    figures = [
        figure
        for edition in newest.values()
        for figure in edition.audit.figures
        # What a plan with levels of its own does not print cannot be held against anything.
        if not edition.content.levels
    ]
    agrees = Counter(figure.agrees for figure in figures)
    assert [number(one) for one in shown[0].xpath("li/b/text()")] == [
        agrees[True],
        agrees[False],
        agrees[None],
    ]
    severities = Counter(
        finding.severity.label for edition in newest.values() for finding in edition.audit.findings
    )
    told = {one.xpath("string(span)"): number(one.xpath("string(b)")) for one in shown[1].xpath("li")}
    assert {label: count for label, count in told.items() if count} == dict(severities)
