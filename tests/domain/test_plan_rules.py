"""Pure rules of plans kept by the desk: editing, comparing two states, targets over time, departments."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.plan_change import (
    AddIndicator,
    AddItem,
    Change,
    ChangeItem,
    EndItem,
    ItemField,
    MoveItem,
    RemoveIndicator,
    RemoveItem,
    ResumeItem,
)
from mitodoke.domain.plan_content import (
    PlanContent,
    PlannedIndicator,
    PlannedItem,
    PlannedValue,
    content_refusal,
)
from mitodoke.domain.plan_difference import plan_differences
from mitodoke.domain.plan_editing import apply_changes
from mitodoke.domain.plan_structure import document_structure, fits_documents, named_levels
from mitodoke.domain.reorganisation import NameChange, with_departments
from mitodoke.domain.revision import compare_plans, target_histories

LEVELS = named_levels("甲", "乙", "丙")


def one(key: str, parent: str | None = None, level: int = 1, **more: object) -> PlannedItem:
    values = {"item_id": key, "parent_id": parent, "level": f"level{level}", "code": key, "title": f"題{key}"}
    return PlannedItem(**(values | more))  # type: ignore[arg-type]


PLAN = PlanContent(
    structure=LEVELS,
    items=(one("a"), one("b", "a", 2), one("c", "b", 3), one("d", "a", 2), one("e")),
    indicators=(
        PlannedIndicator(indicator_id="k", item_id="c", level=IndicatorLevel.KPI, name="数"),
        PlannedIndicator(indicator_id="n", item_id="a", level=IndicatorLevel.NUMERICAL_TARGET, name="率"),
    ),
)


def edit(content: PlanContent, *changes: Change) -> PlanContent:
    ids = (f"new{n}" for n in itertools.count())
    used = {item.item_id for item in content.items} | {x.indicator_id for x in content.indicators}
    return apply_changes(
        content,
        changes,
        settled=frozenset(),
        promised=frozenset(),
        new_id=lambda: next(x for x in ids if x not in used),
    )


def test_the_plan_of_these_tests_is_sound() -> None:
    assert content_refusal(PLAN) is None


KEYS = st.sampled_from(["a", "b", "c", "d", "e", "new0", "none"])
TEXTS = st.text(alphabet="花木\n <b>=\u202e\x00 ", max_size=6)
CHANGES = st.one_of(
    st.builds(AddItem, parent_id=st.none() | KEYS, code=TEXTS, title=TEXTS, before=st.none() | KEYS),
    st.builds(ChangeItem, item_id=KEYS, field=st.sampled_from(ItemField), value=TEXTS | st.none()),
    st.builds(MoveItem, item_id=KEYS, parent_id=st.none() | KEYS, before=st.none() | KEYS),
    st.builds(EndItem, item_id=KEYS, reason=TEXTS),
    st.builds(ResumeItem, item_id=KEYS),
    st.builds(RemoveItem, item_id=KEYS),
    st.builds(AddIndicator, item_id=KEYS, level=st.sampled_from(IndicatorLevel), name=TEXTS),
    st.builds(RemoveIndicator, indicator_id=st.sampled_from(["k", "n", "none"])),
)


@given(st.lists(CHANGES, max_size=6))
def test_whatever_is_done_the_plan_stays_whole_or_is_refused_in_a_sentence(changes: list[Change]) -> None:
    after = PLAN
    try:
        after = edit(PLAN, *changes)
    except ActionDenied as refusal:
        told = str(refusal)
    else:
        told = None
    if told is not None:
        assert told.endswith("。")
        return
    assert content_refusal(after) is None
    compare_plans(PLAN, after)
    # What differs is told, and what is the same is not.
    assert bool(plan_differences(PLAN, after)) == (after != PLAN)
    assert plan_differences(after, after) == ()


@given(st.lists(CHANGES, max_size=6))
def test_counts_are_the_marks(changes: list[Change]) -> None:
    try:
        after = edit(PLAN, *changes)
    except ActionDenied:
        return
    found = compare_plans(PLAN, after)
    labels = [mark.label for marks in found.marks.values() for mark in marks]
    for label, count in found.counts.items():
        if label != "数値目標変更":
            assert count == labels.count(label)
    assert all(item.item_id in {x.item_id for x in after.items} for item in after.items)


def test_an_indicator_that_is_taken_out_or_moved_marks_its_item() -> None:
    taken = compare_plans(PLAN, edit(PLAN, RemoveIndicator(indicator_id="n")))
    assert [mark.label for mark in taken.marks["a"]] == ["数値目標変更"]
    assert taken.counts["数値目標変更"] == 1
    assert [x.indicator_id for x in taken.removed_indicators] == ["n"]
    moved = replace(PLAN, indicators=(replace(PLAN.indicators[0], item_id="b"), PLAN.indicators[1]))
    assert sorted(compare_plans(PLAN, moved).marks) == ["b", "c"]


def test_a_plan_against_itself_has_no_marks() -> None:
    found = compare_plans(PLAN, PLAN)
    assert (dict(found.marks), set(found.counts.values())) == ({}, {0})


def test_original_and_current_targets_are_both_known() -> None:
    def with_target(*printed: str) -> PlanContent:
        values = tuple(PlannedValue(fiscal_year=2029, printed=text) for text in printed)
        return replace(PLAN, indicators=(replace(PLAN.indicators[0], targets=values), PLAN.indicators[1]))

    history = target_histories(
        [(1, with_target("5")), (2, with_target("5")), (3, with_target("7")), (4, PLAN)]
    )
    assert [v.printed for v in history["k"].original] == ["5"]
    assert history["k"].current == ()
    assert [number for number, _ in history["k"].steps] == [1, 3, 4]
    assert [number for number, _ in history["n"].steps] == [1]
    assert target_histories([]) == {}


@pytest.mark.parametrize("kind", [DocumentKind.MAYORAL_PLEDGES, DocumentKind.COMPREHENSIVE_STRATEGY])
def test_levels_fit_documents_under_any_name(kind: DocumentKind) -> None:
    structure = document_structure(kind)
    renamed = replace(structure, levels=tuple(replace(x, name=f"{x.name}々") for x in structure.levels))
    assert fits_documents(renamed, kind)
    assert not fits_documents(LEVELS, kind)


def test_departments_exchange_names_at_once() -> None:
    plan = replace(
        PLAN, items=(one("a", departments=("花", "木", "水")), one("b", departments=("水",), ended=True))
    )
    swap = (NameChange(before="花", after="木"), NameChange(before="木", after="花"))
    assert with_departments(plan, swap).items[0].departments == ("木", "花", "水")
    merged = with_departments(plan, [NameChange(before="水", after="花")])
    assert [item.departments for item in merged.items] == [("花", "木"), ("水",)]
    chosen = (
        NameChange(before="花", after="全"),
        NameChange(before="花", after="選", items=frozenset({"a"})),
    )
    assert with_departments(plan, chosen).items[0].departments == ("選", "木", "水")
