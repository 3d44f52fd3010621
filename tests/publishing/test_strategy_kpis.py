"""The list of indicators: facets with counts, choosing by address and by form, and bad choices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.outline import RevisionFlag
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError, NoSuchPageError
from mitodoke.publishing.presentation.strategy_facets import FACETS, facet_choices, flags_of, word_keys
from mitodoke.publishing.presentation.strategy_kpis import PAGE_SIZE, kpi_addresses, kpi_list
from publishing.edition_parts import CODE
from publishing.strategy_editions import indicator, strategy_edition

STRATEGY = EditionAddresses(
    city=CityAddresses(CODE), kind=DocumentKind.COMPREHENSIVE_STRATEGY, fiscal_year=2021, version=1
)
KPI = "/999997/strategy/fy2021/v1/kpi/"


def index() -> EditionIndex:
    return EditionIndex(strategy_edition())


def test_every_facet_counts_every_indicator() -> None:
    found = facet_choices(index())
    counts = {name: {one.key: one.count for one in choices} for name, choices in found.items()}
    assert counts == {
        "goal": {"G1": 7},
        "level": {"numerical_target": 1, "kpi": 6},
        "department": {"商工課": 4, "企画課": 1, "none": 1, "lost": 2},
        "sdgs": {"8": 3, "9": 3, "none": 2, "lost": 2},
        "flag": {"new_measure": 5, "target_changed": 1, "kpi_changed": 3, "none": 1},
        "progress": {"on-the-way": 2, "worse": 1, "none": 4},
    }
    labels = {one.key: one.label for choices in found.values() for one in choices}
    assert labels["8"] == "目標8 働きがいも経済成長も"
    assert labels["lost"] == "原文から失われているもの"


def test_marks_of_one_indicator_do_not_become_those_of_its_neighbours() -> None:
    edition = strategy_edition()
    of = EditionIndex(edition)
    goal = replace(of.items["G1"], flags=(RevisionFlag.TARGET_CHANGED, RevisionFlag.CONTENT_CHANGED))
    changed = of.indicators["G1-N1"]
    assert flags_of(changed, goal, of) == {RevisionFlag.TARGET_CHANGED, RevisionFlag.CONTENT_CHANGED}
    assert flags_of(replace(changed, changed=False), goal, of) == {RevisionFlag.CONTENT_CHANGED}
    kpi = replace(changed, level=IndicatorLevel.KPI)
    assert RevisionFlag.KPI_CHANGED in flags_of(kpi, replace(goal, flags=()), of)


@pytest.mark.parametrize(
    ("facet", "key", "names"),
    [
        ("", "", 7),
        ("department", "企画課", ["待っている人の数"]),
        ("sdgs", "9", ["参加企業数", "来場者数", "市の人口"]),
        ("progress", "worse", ["来場者数"]),
        ("flag", "target_changed", ["新しい雇用の数"]),
        ("department", "lost", ["参加者数", "満足度"]),
    ],
)
def test_an_address_chooses_indicators(facet: str, key: str, names: int | list[str]) -> None:
    page = kpi_list(index(), STRATEGY, facet=facet, key=key)
    found = [one.row.name for one in page.rows]
    assert found == names or len(found) == names
    assert page.total == 7
    assert page.progress.total == page.slice.total == len(found)
    assert [choice.key for _, choice in page.chosen] == ([key] if facet else [])


def test_a_form_combines_choices() -> None:
    page = kpi_list(
        index(), STRATEGY, parameters={"department": "商工課", "progress": "on-the-way", "x": "1"}
    )
    assert [one.row.name for one in page.rows] == ["参加企業数", "待っている人の数"]
    assert [name for name, _ in page.chosen] == ["担当部署", "進捗率"]
    assert kpi_list(index(), STRATEGY, parameters={"goal": "", "sdgs": "9"}).slice.total == 3


def test_a_combination_of_nothing_is_an_empty_list() -> None:
    page = kpi_list(index(), STRATEGY, parameters={"sdgs": "9", "department": "企画課"})
    assert (page.rows, page.slice.total) == ((), 0)


@pytest.mark.parametrize(
    ("facet", "key"),
    [("sdgs", "17"), ("goal", "G9"), ("nothing", "x"), ("judgement", "1"), ("department", "")],
)
def test_an_address_without_indicators_is_none(facet: str, key: str) -> None:
    with pytest.raises(NoSuchPageError):
        kpi_list(index(), STRATEGY, facet=facet, key=key)


@pytest.mark.parametrize("parameters", [{"sdgs": "17"}, {"goal": "<b>"}, {"judgement": "1"}])
def test_a_choice_that_does_not_exist_is_told(parameters: dict[str, str]) -> None:
    with pytest.raises(BadParameterError, match="選び直してください"):
        kpi_list(index(), STRATEGY, parameters=parameters)


def test_every_choice_has_its_page_and_leads_to_what_it_counts() -> None:
    listed = list(kpi_addresses(index(), STRATEGY))
    assert listed[0] == KPI
    assert len(listed) == len(set(listed))
    page = kpi_list(index(), STRATEGY)
    for facet in page.facets:
        for choice in facet.choices:
            assert choice.address in listed
            assert kpi_list(index(), STRATEGY, facet=facet.name, key=choice.key).slice.total == choice.count
    assert [facet.label for facet in page.facets] == [
        label for name, label in FACETS.items() if name != "judgement"
    ]


def test_a_long_list_is_paged() -> None:
    edition = strategy_edition()
    many = tuple(
        indicator("S1-1", number, f"指標{number}", ("1件", "2件", "3件"))
        for number in range(1, 2 * PAGE_SIZE + 2)
    )
    of = EditionIndex(replace(edition, content=replace(edition.content, indicators=many)))
    listed = list(kpi_addresses(of, STRATEGY))
    assert listed[:3] == [KPI, f"{KPI}page/2/", f"{KPI}page/3/"]
    page = kpi_list(of, STRATEGY, page=3)
    assert [one.row.name for one in page.rows] == [f"指標{2 * PAGE_SIZE + 1}"]
    with pytest.raises(BadParameterError):
        kpi_list(of, STRATEGY, page=4)


def test_a_judged_plan_adds_its_ranks() -> None:
    page = kpi_list(EditionIndex(strategy_edition(2022)), STRATEGY)
    assert page.plan is not None
    assert page.judgement is not None
    (ranks,) = [facet for facet in page.facets if facet.name == "judgement"]
    assert sum(choice.count for choice in ranks.choices) == 7
    assert all(one.judgement is not None for one in page.rows)


@given(st.lists(st.text(max_size=80), max_size=12))
def test_every_name_gets_a_word_of_its_own(names: list[str]) -> None:
    keys = word_keys(names)
    assert set(keys) == set(names)
    assert len(set(keys.values())) == len(keys)
    assert all(
        key and "/" not in key and len(key) <= 70 and key not in ("none", "lost") for key in keys.values()
    )
