"""The registers of all years together: facets, counts, totals with their caveats, names over the years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, Edition
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.collaboration_project import project_page
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.page import BadParameterError, NoSuchPageError
from mitodoke.publishing.presentation.register import Told, form_counts, told_of, total_of
from mitodoke.publishing.presentation.register_facets import facet_choices, facet_entries, several_note
from mitodoke.publishing.presentation.register_index import Registers, registers_index
from mitodoke.publishing.presentation.register_list import register_list
from publishing.edition_parts import CODE
from publishing.register_editions import entry, occurrence, register_edition

CITY = CityAddresses(CODE)
HOME = CITY.collaboration


def registers_with(*editions: Edition) -> Registers:
    """Registers as the pages hand them on."""
    indexes = tuple(EditionIndex(edition) for edition in editions)
    index = registers_index(indexes)
    addresses = tuple(
        EditionAddresses(
            city=CITY,
            kind=DocumentKind.COLLABORATION_REGISTER,
            fiscal_year=one.document.fiscal_year,
            version=1,
        )
        for one in indexes
    )
    return Registers(index=index, addresses=addresses, everywhere=index, city=CITY)


def register_of(year: int, *entries: CollaborationEntry) -> Edition:
    """A register of one year with these entries and nothing else."""
    base = register_edition(year)
    named = tuple(replace(one, fiscal_year=year) for one in entries)
    return replace(base, content=replace(base.content, entries=named), audit=Audit())


def row(number: int, title: str, **other: object) -> CollaborationEntry:
    """A co-hosted entry."""
    return entry(number, CollaborationForm.CO_HOSTING, title, **other)


def mentions(
    *names: str, role: OrganisationRole = OrganisationRole.PARTNER
) -> tuple[OrganisationMention, ...]:
    """Organisations of an entry."""
    return tuple(
        OrganisationMention(position=n, name=name, role=role, place="L50")
        for n, name in enumerate(names, start=1)
    )


TWO_YEARS = registers_with(register_edition(2024), register_edition(2023))


@pytest.mark.parametrize(
    ("facet", "key", "expected"),
    [
        ("form", "co_hosting", 4),
        ("form", "committee", 2),
        ("recurrence", "annual", 6),
        ("recurrence", "~none", 2),
        ("department", "市民協働課", 8),
        ("department", "観光課", 2),
    ],
)
def test_a_facet_has_the_entries_it_counts(facet: str, key: str, expected: int) -> None:
    assert len(facet_entries(TWO_YEARS.index, facet, key)) == expected
    shown = register_list(TWO_YEARS, HOME, {}, facet=facet, key=key)
    assert shown.slice.total == expected
    assert shown.base == f"{HOME}{facet}/{key}/"
    counts = [one.count for part in shown.facets for one in part.choices if one.chosen]
    assert counts == [expected]


@pytest.mark.parametrize(
    ("facet", "key"),
    [
        ("form", "subsidy"),
        ("form", "x"),
        ("recurrence", "none"),
        ("department", "宇宙課"),
        ("department", "~none"),
        ("department", ""),
    ],
)
def test_a_choice_without_entries_is_no_page(facet: str, key: str) -> None:
    with pytest.raises(NoSuchPageError, match="当たる事業はありません"):
        register_list(TWO_YEARS, HOME, {}, facet=facet, key=key)


def test_filters_narrow_what_the_address_chose() -> None:
    shown = register_list(
        TWO_YEARS, HOME, {"year": "2023", "organisation": "陸上"}, facet="form", key="patronage"
    )
    assert [one.title for one in shown.rows] == ["第5回花咲駅伝"]
    assert (shown.filtered, shown.wanted.form, shown.counts, shown.charts) == (True, "patronage", (), ())
    assert register_list(TWO_YEARS, HOME, {"recurrence": "annual"}).slice.total == 6


@pytest.mark.parametrize("asked", [{"recurrence": "never"}, {"organisation": "あ" * 101}])
def test_a_filter_that_makes_no_sense_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(BadParameterError):
        register_list(TWO_YEARS, HOME, asked)


def test_counts_that_exceed_the_entries_are_explained() -> None:
    facets = {one.label: one for one in facet_choices(TWO_YEARS, HOME, one_edition=False)}
    assert facets["担当部署"].note == (
        "複数選択：一つの事業に複数の担当部署があるため、担当部署ごとの件数の合計（10件）は事業の件数（8件）を超えます。"
    )
    assert facets["協働の形態"].note == ""
    assert sum(one.count for one in facets["協働の形態"].choices) == 8
    assert [(one.label, one.count) for one in facets["年度"].choices] == [("令和6年度", 4), ("令和5年度", 4)]
    assert several_note("部署", 3, 3) == ""


def test_one_edition_has_no_years_to_choose() -> None:
    alone = registers_with(register_edition(2024))
    facets = facet_choices(alone, alone.addresses[0].home, one_edition=True)
    assert [one.label for one in facets] == ["協働の形態", "実施区分"]
    assert facets[0].choices[0].address == "/999997/collaboration/fy2024/v1/form/co_hosting/"


def test_a_count_leads_to_the_entries_counted() -> None:
    found = form_counts(list(zip(TWO_YEARS.index.indexes, TWO_YEARS.addresses, strict=True)))
    assert found[0].address == "/999997/collaboration/fy2024/v1/form/co_hosting/"
    assert [(one.form, one.found, one.printed, one.agrees) for one in found[:3]] == [
        ("共催", 2, "2件", True),
        ("実行委員会・協議会等", 1, "3件", False),
        ("後援（名義）", 1, None, None),
    ]


def test_charts_leave_out_forms_that_the_document_has_not() -> None:
    charts = register_list(registers_with(register_of(2024, row(1, "一"))), HOME, {}).charts
    assert [one.label for one in charts] == ["令和6年度"]
    assert "100.0％" in charts[0].drawing
    assert "後援" not in charts[0].drawing
    assert register_list(registers_with(register_of(2024)), HOME, {}).charts == ()


def test_totals_say_what_they_cover() -> None:
    total = register_list(TWO_YEARS, HOME, {}).total
    assert total.total == "780人"
    assert total.caveats == (
        "人数の記載がある4件の計です。",
        "人数の記載がない4件は含みません（0人ではありません）。",
        "約の付いた人数を含みます（2件）。",
        "延べ人数を含みます（2件）。",
        "中止になった実施日（2日）は数えていません。",
        "同じ人の重複は除かれていません。",
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            {"participants": 0},
            Told(participants=0, summed=False, approximate=False, cumulative=False, cancelled=0),
        ),
        (
            {"participants": 50, "participants_printed": "約50（延べ）"},
            Told(participants=50, summed=False, approximate=True, cumulative=True, cancelled=0),
        ),
        (
            {"occurrences": (occurrence(1, None, cancelled=True),)},
            Told(participants=None, summed=False, approximate=False, cumulative=False, cancelled=1),
        ),
        (
            {"occurrences": (occurrence(1, None, participants=0), occurrence(2, None))},
            Told(participants=0, summed=True, approximate=False, cumulative=False, cancelled=0),
        ),
    ],
)
def test_a_number_that_is_not_told_is_not_zero(other: dict[str, object], expected: Told) -> None:
    assert told_of(row(1, "集い", **other)) == expected


def test_nothing_told_has_no_total_and_no_caveats() -> None:
    silent = total_of([told_of(row(1, "集い"))], same_titles=3, shared=True)
    assert (silent.total, silent.caveats, silent.silent) == (None, (), 1)


def test_the_same_title_twice_in_a_year_is_told_beside_the_sum() -> None:
    twice = registers_with(
        register_of(2024, row(1, "春の集い", participants=5), row(2, "春の　集い", participants=7)),
        register_of(2023, row(1, "春の集い", participants=9)),
    )
    caveats = register_list(twice, HOME, {}).total.caveats
    assert "同じ年度に同じ名称で載っているもの（2件）も、それぞれ足しています。" in caveats


def test_names_over_the_years_stand_side_by_side_with_what_differs() -> None:
    both = registers_with(
        register_of(
            2024,
            row(
                1,
                "第4回 花の集い",
                departments=("公園課", "市民課"),
                organisations=mentions("花の会", "緑の会"),
                participants=30,
            ),
            row(2, "雪の集い"),
        ),
        register_of(
            2022,
            entry(
                1,
                CollaborationForm.PATRONAGE,
                "第3回花の集い",
                departments=("公園課",),
                recurrence=Recurrence.ONE_OFF,
                organisations=mentions("花の会", "水の会"),
            ),
        ),
    )
    assert list(both.index.projects) == ["花の集い"]
    page = project_page(both, "花の集い")
    assert page.titles == ("第4回 花の集い", "第3回花の集い")
    assert [(one.year, one.total.total) for one in page.years] == [("令和6年度", "30人"), ("令和4年度", None)]
    newest, oldest = page.rows
    assert (newest.compared, oldest.compared, oldest.changes) == ("令和4年度", None, ())
    assert [(one.field, one.before, one.after) for one in newest.changes] == [
        ("名称", ("第3回花の集い",), ("第4回 花の集い",)),
        ("協働の形態", ("後援（名義）",), ("共催",)),
        ("実施区分", ("単年度（新規）実施",), ("例年実施",)),
        ("担当部署", (), ("市民課",)),
        ("団体", ("水の会",), ("緑の会",)),
    ]
    with pytest.raises(NoSuchPageError):
        project_page(both, "雪の集い")


def test_an_entry_is_compared_with_the_one_of_its_own_list() -> None:
    patronage = CollaborationForm.PATRONAGE
    both = registers_with(
        register_of(2024, row(1, "花市"), entry(1, patronage, "花市")),
        register_of(2023, entry(1, patronage, "花市"), row(1, "花市", departments=("観光課",))),
    )
    page = project_page(both, "花市")
    assert page.several
    assert [tuple(change.field for change in one.changes) for one in page.rows] == [("担当部署",), (), (), ()]
