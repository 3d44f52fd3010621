"""The state of an edition at a moment, and reasons of changes."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.edition_state import ChangeKind, ChangeReasons, EditionState, state_at

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
TEN = datetime.datetime(2026, 12, 1, 10, 0, tzinfo=JAPAN)
SECOND = datetime.timedelta(seconds=1)
WAITING, PUBLIC, STOPPED, WITHDRAWN = EditionState


@pytest.mark.parametrize(
    ("now", "decided", "release_at", "withdrawn", "state"),
    [
        (TEN, False, None, False, PUBLIC),
        (TEN - SECOND, True, TEN, False, WAITING),
        (TEN - datetime.timedelta(microseconds=1), True, TEN, False, WAITING),
        (TEN, True, TEN, False, PUBLIC),
        (TEN + SECOND, True, TEN, False, PUBLIC),
        (TEN.astimezone(datetime.UTC), True, TEN, False, PUBLIC),
        (TEN, True, None, False, STOPPED),
        (TEN, False, None, True, WITHDRAWN),
        (TEN - SECOND, True, TEN, True, WITHDRAWN),
        (TEN, True, TEN, True, WITHDRAWN),
        (TEN, True, None, True, WITHDRAWN),
        (TEN, True, datetime.datetime.max.replace(tzinfo=datetime.UTC), False, WAITING),
        (TEN, True, datetime.datetime.min.replace(tzinfo=datetime.UTC), False, PUBLIC),
    ],
)
def test_the_state_by_the_clock(
    now: datetime.datetime,
    decided: bool,
    release_at: datetime.datetime | None,
    withdrawn: bool,
    state: EditionState,
) -> None:
    assert state_at(now, decided=decided, release_at=release_at, withdrawn=withdrawn) is state


@given(st.datetimes(timezones=st.just(JAPAN)), st.datetimes(timezones=st.just(datetime.UTC)))
def test_what_is_public_stays_so_as_time_goes_by(
    now: datetime.datetime, release_at: datetime.datetime
) -> None:
    before, after = sorted((now, release_at))
    told = [state_at(one, decided=True, release_at=release_at, withdrawn=False) for one in (before, after)]
    assert told in ([WAITING, PUBLIC], [PUBLIC, PUBLIC])
    assert (told[0] is PUBLIC) is (before == release_at or before > release_at)


def test_every_state_and_kind_has_words_of_its_own() -> None:
    assert len({one.label for one in EditionState}) == len(EditionState)
    assert len({one.label for one in ChangeKind} | {one.meaning for one in ChangeKind}) == 2 * len(ChangeKind)


REASONS = ChangeReasons(kind=ChangeKind.CORRECTION, by_subject=(("01", "転記の誤り"),))


@pytest.mark.parametrize(
    ("rest", "subject", "reason"),
    [(None, "01", "転記の誤り"), (None, "02", None), ("ほか", "01", "転記の誤り"), ("ほか", "02", "ほか")],
)
def test_a_record_has_its_own_reason_or_that_of_the_rest(
    rest: str | None, subject: str, reason: str | None
) -> None:
    reasons = ChangeReasons(kind=ChangeKind.UPDATE, rest=rest, by_subject=REASONS.by_subject)
    assert reasons.reason_of(subject) == reason


@pytest.mark.parametrize(
    ("rest", "subjects", "untold"),
    [
        (None, ["01", "02", "02", "03"], ("02", "03")),
        (None, ["01"], ()),
        ("ほか", ["02"], ()),
        (None, [], ()),
    ],
)
def test_none_may_be_without_a_reason(rest: str | None, subjects: list[str], untold: tuple[str, ...]) -> None:
    reasons = ChangeReasons(kind=ChangeKind.UPDATE, rest=rest, by_subject=REASONS.by_subject)
    assert reasons.untold(subjects) == untold
