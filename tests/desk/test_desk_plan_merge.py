"""Two people at the same fields: nothing is overwritten unseen, whatever they type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mitodoke.desk.presentation.plan_merge import (
    MINE,
    THEIRS,
    merge_fields,
    plain_line,
    plain_lines,
    plain_text,
)

TEXTS = st.sampled_from(["", "a", "b", "c"])


@given(base=TEXTS, now=TEXTS, typed=TEXTS)
def test_nothing_is_overwritten_unseen(base: str, now: str, typed: str) -> None:
    merge = merge_fields(base={"x": base}, now={"x": now}, typed={"x": typed}, decided={})
    stored = merge.changes.get("x", now)
    if typed == base:
        assert stored == now
    elif now == base:
        assert stored == typed
    elif now == typed:
        assert stored == now
    else:
        assert merge.conflicts == {"x"}
        assert not merge.changes
    assert not merge.conflicts or not merge.kept


@given(base=TEXTS, now=TEXTS, typed=TEXTS, answer=st.sampled_from([MINE, THEIRS, "", "other"]))
def test_an_answer_settles_a_conflict(base: str, now: str, typed: str, answer: str) -> None:
    merge = merge_fields(base={"x": base}, now={"x": now}, typed={"x": typed}, decided={"x": answer})
    stored = merge.changes.get("x", now)
    if answer == MINE:
        assert stored == typed
        assert not merge.conflicts
    elif answer == THEIRS:
        assert stored == now
        assert not merge.conflicts
    else:
        assert bool(merge.conflicts) is (typed != now)


@given(st.text())
def test_plain_texts_are_what_comes_back(text: str) -> None:
    for plain in (plain_line, plain_text, plain_lines):
        once = plain(text)
        assert plain(once) == once
    assert "\n" not in plain_line(text)
    assert "\r" not in plain_text(text)


def test_absent_texts_are_empty() -> None:
    assert (plain_line(None), plain_text(None), plain_lines("")) == ("", "", "")
