"""Organisations as they are spelled: what each did, in what role, and names that are alike but never merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.collaboration import CollaborationForm, OrganisationMention, OrganisationRole
from mitodoke.publishing.presentation.organisation_page import organisation_list, organisation_page
from mitodoke.publishing.presentation.page import BadParameterError, NoSuchPageError
from mitodoke.publishing.presentation.register_index import Registers
from mitodoke.publishing.presentation.similar_names import AT_MOST, Likeness, similar_names
from publishing.register_editions import entry
from publishing.test_collaboration_registers import mentions, register_of, registers_with, row

PARTNER, ORGANISER = OrganisationRole.PARTNER, OrganisationRole.ORGANISER


def both_roles() -> Registers:
    """花の会 as partner and organiser of one entry, and as partner of another year's."""
    twice = (
        OrganisationMention(position=1, name="花の会", role=ORGANISER, place="L1"),
        OrganisationMention(position=2, name="花の会", role=PARTNER, place="L1"),
        OrganisationMention(position=3, name="水の会", role=PARTNER, place="L1"),
    )
    patronage = entry(
        1,
        CollaborationForm.PATRONAGE,
        "花展",
        organisations=twice,
        departments=("文化課", "公園課"),
        participants=40,
    )
    return registers_with(
        register_of(2024, patronage, row(2, "集い", organisations=(), organisations_are_prose=True)),
        register_of(2023, row(1, "花市", organisations=mentions("花の会"), departments=("公園課",))),
    )


def test_everything_an_organisation_did_is_on_its_page() -> None:
    registers = both_roles()
    page = organisation_page(registers, "花の会")
    assert (page.name, page.entries, page.base) == (
        "花の会",
        2,
        registers.city.page("organisations", "花の会"),
    )
    assert [(one.label, one.count) for one in page.years] == [("令和6年度", 1), ("令和5年度", 1)]
    assert [(one.label, one.count) for one in page.roles] == [("関係団体", 2), ("主催者", 1)]
    assert [(one.label, one.count) for one in page.forms] == [("共催", 1), ("後援（名義）", 1)]
    assert [(one.label, one.count) for one in page.departments] == [("公園課", 2), ("文化課", 1)]
    assert len(page.notes) == 2
    assert [(one.row.title, one.roles) for one in page.rows] == [
        ("花展", ("主催者", "関係団体")),
        ("花市", ("関係団体",)),
    ]
    assert page.total.total == "40人"
    assert page.total.caveats[-1] == "事業全体の人数で、この団体だけの人数ではありません。"


def test_the_list_comes_by_number_or_by_name_and_counts_what_it_leaves_out() -> None:
    found = organisation_list(both_roles())
    assert [(one.name, one.entries, one.years, one.roles) for one in found.rows] == [
        ("花の会", 2, "令和5年度～令和6年度", ("関係団体", "主催者")),
        ("水の会", 1, "令和6年度", ("関係団体",)),
    ]
    assert found.prose == 1
    assert [one.name for one in organisation_list(both_roles(), by_name=True).rows] == ["水の会", "花の会"]
    with pytest.raises(BadParameterError):
        organisation_list(both_roles(), page=2)


@pytest.mark.parametrize("key", ["", "x", "花", "order", "../花の会"])
def test_an_unknown_organisation_is_no_page(key: str) -> None:
    with pytest.raises(NoSuchPageError, match="団体"):
        organisation_page(both_roles(), key)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("株式会社花咲", "(株)花咲", Likeness.DRESS),
        ("ＮＰＯ法人 花の会", "NPO法人花の会", Likeness.DRESS),
        ("花咲市民まつり実行委員", "花咲市民まつり実行委員会", None),
        ("花咲峰山マラソン連盟", "花咲峰マラソン連盟", Likeness.LETTER),
        ("花咲市スポーツ協会", "花咲市スポーツ協会 陸上部", Likeness.ADDITION),
        ("花咲東小学校合唱団", "花咲西小学校合唱団", None),
        ("花の会", "水の会", None),
    ],
)
def test_names_that_are_alike_are_offered_to_each_other(
    one: str, other: str, likeness: Likeness | None
) -> None:
    found = similar_names([one, other])
    if likeness is None:
        assert found == {}
    else:
        assert {name: [(s.name, s.likeness) for s in same] for name, same in found.items()} == {
            one: [(other, likeness)],
            other: [(one, likeness)],
        }


def test_alike_names_keep_their_own_pages() -> None:
    registers = registers_with(
        register_of(
            2024,
            row(1, "一", organisations=mentions("株式会社花咲")),
            row(2, "二", organisations=mentions("（株）花咲")),
        )
    )
    names = registers.index.organisation_keys
    assert len(set(names.values())) == 2
    page = organisation_page(registers, names["（株）花咲"])
    assert (page.entries, [one.name for one in page.similar]) == (1, ["株式会社花咲"])
    assert page.similar[0].entries == 1


def test_many_alike_names_stay_few_on_a_page() -> None:
    found = similar_names(f"花咲{' ' * n}の会" for n in range(500))
    assert len(found) == 500
    assert max(map(len, found.values())) <= AT_MOST


@given(st.lists(st.text(max_size=20), max_size=12))
def test_every_name_has_a_page_of_its_own(names: list[str]) -> None:
    registers = registers_with(register_of(2024, row(1, "集い", organisations=mentions(*names))))
    keys = registers.index.organisation_keys
    assert set(keys) == set(names)
    assert len(set(keys.values())) == len(keys)
    for name, key in keys.items():
        assert "/" not in key
        assert organisation_page(registers, key).name == name
    found = registers.index.similar
    assert all(one.name != name and one.name in keys for name, same in found.items() for one in same)
