"""The index of an edition: keys, parents and children, neighbours, whatever the records look like."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.outline import ItemKind
from mitodoke.publishing.presentation.edition_index import EditionIndex
from publishing.edition_parts import item
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition


def with_items(*items: object) -> EditionIndex:
    edition = pledge_edition()
    return EditionIndex(replace(edition, content=replace(edition.content, items=items)))


@given(st.lists(st.text(alphabet="01-/~.2あ", max_size=4), max_size=12))
def test_keys_are_unique_and_lead_back(codes: list[str]) -> None:
    items = [
        replace(item(ItemKind.VISION, code, None, None, 1), item_id=f"id{n}") for n, code in enumerate(codes)
    ]
    index = with_items(*items)
    assert len(index.items_by_key) == len(items)
    assert all(index.items_by_key[index.item_keys[one.item_id]] is one for one in items)
    assert not any(set("/?#.") & set(key) or not key for key in index.items_by_key)


def test_a_repeated_code_gets_a_suffix() -> None:
    first, second = item(ItemKind.VISION, "01", None, "一", 1), item(ItemKind.VISION, "01", None, "二", 5)
    index = with_items(replace(first, item_id="a"), replace(second, item_id="b"))
    assert list(index.items_by_key) == ["01", "01~2"]


def test_the_outline_is_walked_in_order() -> None:
    index = EditionIndex(pledge_edition())
    vision = index.items["01"]
    assert [one.code for one in index.roots] == ["01", "02", "03"]
    assert [one.code for one in index.descendants(vision)] == ["01-1", "01-1-1", "01-1-2", "01-2", "01-2-1"]
    assert [one.code for one in index.ancestors(index.items["01-1-2"])] == ["01", "01-1"]
    before, after = index.neighbours(index.items["01-2"])
    assert (before and before.code, after and after.code) == ("01-1", "02-1")
    assert index.neighbours(vision)[0] is None


def test_an_item_whose_parent_is_lost_stands_at_the_top() -> None:
    index = with_items(item(ItemKind.PLEDGE, "09-1", "09", "題", 1))
    assert [one.code for one in index.roots] == ["09-1"]
    assert index.ancestors(index.items["09-1"]) == ()


def test_a_circle_of_parents_ends() -> None:
    index = with_items(item(ItemKind.VISION, "a", "b", None, 1), item(ItemKind.VISION, "b", "a", None, 2))
    assert [one.code for one in index.ancestors(index.items["a"])] == ["b"]
    assert [one.code for one in index.descendants(index.items["a"])] == ["b", "a"]


def test_entries_have_neighbours_and_search_texts() -> None:
    index = EditionIndex(register_edition())
    first = index.entries["co_hosting-1"]
    before, after = index.entry_neighbours(first)
    assert (before, after and after.entry_id) == (None, "co_hosting-2")
    assert "まちの花をみんなで育てる。" in index.search_texts["co_hosting-1"]


def test_many_items_are_indexed() -> None:
    items = [item(ItemKind.VISION, str(n), None, None, 1) for n in range(20_000)]
    index = with_items(*items)
    assert index.neighbours(items[-1])[0] is items[-2]
    assert len(index.items_by_key) == 20_000
