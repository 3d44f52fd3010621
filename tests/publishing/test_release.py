"""Release and embargo: what is frozen now and public later, moved, stopped, replaced; every decision is kept."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.models import Edition, ReleaseDecision
from mitodoke.publishing.records import DamagedEditionError, edition_sha256
from mitodoke.publishing.release_services import FARTHEST, move_release, stop_release
from publishing.released import JAPAN, NOW, TEN, Clock, all_versions, publish, secret_reading, states
from reporting.sample import CODE, plan_reading, with_title

pytestmark = pytest.mark.django_db

PLEDGES = DocumentKind.MAYORAL_PLEDGES
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def _public() -> list[int]:
    return sorted(row.version for row in queries.editions_of(CODE))


@pytest.mark.parametrize(
    ("moment", "public"),
    [
        (NOW, False),
        (TEN - SECOND, False),
        (TEN - datetime.timedelta(microseconds=1), False),
        (TEN, True),
        (TEN + SECOND, True),
        (TEN + 365 * DAY, True),
        (TEN.astimezone(datetime.UTC) - SECOND, False),
        (TEN.astimezone(datetime.UTC), True),
    ],
)
def test_an_edition_is_public_from_the_second_of_its_release_on(
    clock: Clock, moment: datetime.datetime, public: bool
) -> None:
    made = publish(release_at=TEN)
    assert (made.is_new, made.release_at, made.edition.published_on) == (True, TEN, "2026-12-01")
    clock.set(moment)
    assert bool(queries.municipalities()) is public
    assert _public() == ([1] if public else [])
    loaded = [queries.load_edition(CODE, PLEDGES, *asked) for asked in ((), (2025,), (2025, 1))]
    assert [one is not None for one in loaded] == [public] * 3


@pytest.mark.parametrize(
    ("release_at", "day"),
    [
        (datetime.datetime(2026, 12, 1, 0, 0, tzinfo=JAPAN), "2026-12-01"),
        (datetime.datetime(2026, 11, 30, 23, 59, tzinfo=JAPAN), "2026-11-30"),
        (datetime.datetime(2026, 11, 30, 15, 0, tzinfo=datetime.UTC), "2026-12-01"),
        (datetime.datetime(2026, 11, 30, 14, 59, tzinfo=datetime.UTC), "2026-11-30"),
        # Japan has no summer time: the day is the same by the clock of a country that has it.
        (
            datetime.datetime(2027, 7, 1, 2, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
            "2027-07-01",
        ),
    ],
)
def test_the_day_of_an_edition_is_that_of_its_release_in_japan(
    clock: Clock, release_at: datetime.datetime, day: str
) -> None:
    assert publish(release_at=release_at).edition.published_on == day


@pytest.mark.parametrize(
    ("release_at", "told"),
    [
        (NOW, "過ぎています"),
        (NOW - SECOND, "過ぎています"),
        (datetime.datetime(1, 1, 1, tzinfo=JAPAN), "過ぎています"),
        (NOW + FARTHEST + SECOND, "10年以内"),
        (datetime.datetime(9999, 12, 31, 23, 59, tzinfo=JAPAN), "10年以内"),
    ],
)
def test_a_release_lies_ahead_and_not_too_far(clock: Clock, release_at: datetime.datetime, told: str) -> None:
    with pytest.raises(ActionDenied, match=told):
        publish(release_at=release_at)
    assert not Edition.objects.exists()
    waiting = publish(release_at=TEN).edition.edition_id
    with pytest.raises(ActionDenied, match=told):
        move_release(edition_id=waiting, release_at=release_at, reason="変更", by="企画")


def test_a_release_can_be_moved_and_every_decision_stays(clock: Clock) -> None:
    frozen = publish(release_at=TEN).edition
    move_release(edition_id=frozen.edition_id, release_at=TEN + DAY, reason="議会の日程", by="企画")
    clock.set(TEN)
    assert _public() == []
    clock.set(TEN + DAY)
    [row] = queries.editions_of(CODE)
    assert (row.version, row.published_on) == (1, "2026-12-02")
    edition = queries.load_edition(CODE, PLEDGES)
    assert edition is not None
    assert edition.published_on == "2026-12-02"
    assert edition_sha256(edition) == row.sha256
    assert row.sha256 != frozen.sha256 == Edition.objects.get().sha256
    told = ReleaseDecision.objects.values_list("decided_by", "reason", "release_at")
    assert list(told) == [("公表担当", None, TEN), ("企画", "議会の日程", TEN + DAY)]


def test_a_release_moved_to_an_earlier_moment_comes_earlier(clock: Clock) -> None:
    frozen = publish(release_at=TEN).edition
    move_release(edition_id=frozen.edition_id, release_at=NOW + SECOND, reason="前倒し", by="企画")
    clock.set(NOW + SECOND)
    assert _public() == [1]


def test_a_hash_that_does_not_fit_the_day_is_noticed(clock: Clock) -> None:
    frozen = publish(release_at=TEN).edition
    ReleaseDecision.objects.create(
        edition_id=frozen.edition_id, release_at=TEN + DAY, published_on="2026-12-02", sha256="0" * 64,
        decided_by="x", decided_at=NOW,
    )  # fmt: skip
    clock.set(TEN + DAY)
    with pytest.raises(DamagedEditionError):
        queries.load_edition(CODE, PLEDGES)


def test_a_stopped_release_never_comes_and_the_number_is_not_given_again(clock: Clock) -> None:
    waiting = publish(release_at=TEN).edition.edition_id
    stop_release(edition_id=waiting, reason="内容の見直し", by="企画")
    clock.set(TEN + DAY)
    assert (_public(), states()) == ([], ["stopped"])
    again = publish()
    assert (again.is_new, again.edition.version) == (True, 2)
    assert _public() == [2]
    for act in (
        lambda: stop_release(edition_id=waiting, reason="x", by="企画"),
        lambda: move_release(edition_id=waiting, release_at=TEN + 9 * DAY, reason="x", by="企画"),
    ):
        with pytest.raises(ActionDenied, match="第1版は公表取りやめのため"):
            act()


def test_what_is_public_can_be_neither_moved_nor_stopped(clock: Clock) -> None:
    at_once = publish().edition.edition_id
    with pytest.raises(ActionDenied, match="取り下げることはできます"):
        stop_release(edition_id=at_once, reason="x", by="企画")
    clock.set(NOW + DAY)
    second = publish(secret_reading(), release_at=TEN).edition.edition_id
    clock.set(TEN)
    with pytest.raises(ActionDenied, match="公表中"):
        move_release(edition_id=second, release_at=TEN + DAY, reason="x", by="企画")
    assert states() == ["public", "public"]


@pytest.mark.parametrize("reason", ["", " \u3000", "\x00", "あ" * 2001])
def test_a_decision_needs_a_reason_of_some_length(clock: Clock, reason: str) -> None:
    waiting = publish(release_at=TEN).edition.edition_id
    for act in (
        lambda: stop_release(edition_id=waiting, reason=reason, by="企画"),
        lambda: move_release(edition_id=waiting, release_at=TEN + DAY, reason=reason, by="企画"),
    ):
        with pytest.raises(ActionDenied, match="理由"):
            act()
    with pytest.raises(ActionDenied, match="この版はありません"):
        stop_release(edition_id=999_999, reason="x", by="企画")


def test_a_second_freeze_replaces_the_one_that_waits(clock: Clock) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    third = publish(with_title(plan_reading(), "01-1", "直した花壇"), release_at=TEN + DAY)
    assert (third.edition.version, states()) == (3, ["public", "stopped", "waiting"])
    assert ReleaseDecision.objects.get(release_at=None).reason == "第3版に替えたため"
    clock.set(TEN)
    assert _public() == [1]
    clock.set(TEN + DAY)
    assert _public() == [1, 3]


def test_the_same_content_is_frozen_once_also_while_it_waits(clock: Clock) -> None:
    first = publish(release_at=TEN)
    again = publish(release_at=TEN + DAY)
    assert (again.is_new, again.edition, again.release_at) == (False, first.edition, TEN)
    assert Edition.objects.count() == 1


def test_what_is_public_already_is_not_frozen_again_beside_one_that_waits(clock: Clock) -> None:
    publish()
    publish(secret_reading(), release_at=TEN)
    back = publish(plan_reading())
    assert (back.is_new, back.edition.version) == (False, 1)
    assert states() == ["public", "waiting"]


def test_the_database_refuses_decisions_that_come_too_late(clock: Clock) -> None:
    frozen = publish(release_at=TEN).edition.edition_id
    decision = {"edition_id": frozen, "decided_by": "x", "reason": "x"}
    later = {"release_at": TEN + DAY, "published_on": "2026-12-02", "sha256": "1" * 64}
    with pytest.raises(DatabaseError, match="変えられません"), transaction.atomic():
        ReleaseDecision.objects.create(**decision, **later, decided_at=TEN)
    ReleaseDecision.objects.create(**decision, decided_at=TEN - SECOND)
    with pytest.raises(DatabaseError, match="変えられません"), transaction.atomic():
        ReleaseDecision.objects.create(**decision, **later, decided_at=NOW)
    assert [one.state.value for one in all_versions()] == ["stopped"]


@pytest.mark.parametrize("table", ["releasedecision", "changestatement", "changereason", "withdrawal"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {}",
        "UPDATE {} SET id = id + 1000",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "INSERT OR IGNORE INTO {0} SELECT * FROM {0}",
    ],
)
def test_the_records_of_publishing_are_only_ever_added(clock: Clock, table: str, statement: str) -> None:
    from mitodoke.publishing.release_services import withdraw_edition

    first = publish().edition.edition_id
    publish(secret_reading(), by_subject=(("01-1", "一つの理由"),))
    withdraw_edition(edition_id=first, reason="x", announced_by="企画課", by="企画")
    name = f"publishing_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {name}")
        assert cursor.fetchone()[0] > 0
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(name))
