"""What other plans share with a pledge: matched by title or department, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.edition import Edition
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.pledge_history import YearEdition
from mitodoke.publishing.presentation.pledge_links import Related, related
from publishing.register_editions import entry, register_edition
from publishing.strategy_editions import strategy_edition


def named(edition: Edition) -> YearEdition:
    document = edition.content.document
    addresses = EditionAddresses(CityAddresses("999997"), document.kind, document.fiscal_year, 1)
    return YearEdition(index=EditionIndex(edition), addresses=addresses, label="版", published_on=None)


def found(titles: list[str | None], departments: list[str], listed: int = 5) -> Related:
    return related(
        titles,
        departments,
        strategies=[named(strategy_edition())],
        registers=[named(register_edition(2024))],
        listed=listed,
    )


def test_the_same_title_is_found_without_regard_to_width_and_space() -> None:
    made = found(["花いっぱい 運動", "合同説明会事業", None, "花いっぱい運動 拡大版"], [])
    assert [match.link.label for match in made.titles] == ["S1-1 合同説明会事業", "花いっぱい運動"]
    assert made.titles[0].link.address == "/999997/strategy/fy2021/v1/S1-1/"


def test_indicators_of_the_same_department_are_counted_and_listed() -> None:
    (made,) = found([], ["商工課"], listed=2).indicators
    assert (made.count, len(made.matches), made.more) == (4, 2, 2)
    assert made.all is not None
    assert made.all.startswith("/999997/strategy/fy2021/v1/kpi/department/")
    assert made.matches[0].link.address.startswith("/999997/strategy/fy2021/v1/S1-1/#")


def test_entries_of_the_same_department_lead_to_its_page() -> None:
    (made,) = found([], ["観光課"]).entries
    assert [match.link.label for match in made.matches] == ["夏のつどい"]
    assert made.department.address.startswith("/999997/departments/")


def test_a_part_of_a_name_is_no_match() -> None:
    made = found(["花いっぱい"], ["商工", "商工課長", ""])
    assert made == Related(titles=(), indicators=(), entries=())


def test_a_department_named_twice_counts_its_entry_once() -> None:
    edition = register_edition(2024)
    twice = entry(9, CollaborationForm.CO_HOSTING, "二重", departments=("福祉課", "福祉 課"))
    edition = replace(edition, content=replace(edition.content, entries=(twice,)))
    (made,) = related([], ["福祉課"], strategies=[], registers=[named(edition)]).entries
    assert made.count == 1


def test_nothing_published_gives_nothing() -> None:
    assert related(["花いっぱい運動"], ["商工課"], strategies=[], registers=[]) == Related(
        titles=(), indicators=(), entries=()
    )
