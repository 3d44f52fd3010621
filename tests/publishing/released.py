"""A small city that publishes by the clock: one document, a clock that can be moved, and short calls."""

from __future__ import annotations

import datetime

import pytest

from mitodoke.domain.edition import Reading
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing import models
from mitodoke.publishing.services import Publication, publish_edition
from mitodoke.publishing.visibility import Standing, standings
from mitodoke.reporting.services import import_reading
from reporting.sample import CODE, plan_reading, with_title

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
NOW = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=JAPAN)
TEN = datetime.datetime(2026, 12, 1, 10, 0, tzinfo=JAPAN)
"""The moment of release in the tests."""
SECRET = "まだ言えない花壇"
"""A title that occurs in the embargoed edition only."""
REASON = "転記を誤っていたため"
HOME = f"/{CODE}/pledges/fy2025"
KEY = plan_reading().content.document.document


class Clock:
    """The clock of the whole process, standing still until it is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOW
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now.astimezone(datetime.UTC))

    def set(self, now: datetime.datetime) -> None:
        """Let it be `now`."""
        self.now = now


def publish(
    reading: Reading | None = None,
    *,
    release_at: datetime.datetime | None = None,
    kind: ChangeKind = ChangeKind.CORRECTION,
    reason: str | None = REASON,
    by_subject: tuple[tuple[str, str], ...] = (),
) -> Publication:
    """Import the reading (the sample by default) and freeze it."""
    plan = import_reading(reading=reading or plan_reading(), by="試験")
    return publish_edition(
        document=plan.document,
        by="公表担当",
        today=NOW.date(),
        acknowledgement="試験",
        release_at=release_at,
        reasons=ChangeReasons(kind=kind, rest=reason, by_subject=by_subject),
    )


def secret_reading() -> Reading:
    """The sample with a title that nobody may know before the release."""
    return with_title(plan_reading(), "01-1", SECRET)


def states() -> list[str]:
    """The state of every edition by its version."""
    return [one.state.value for one in all_versions()]


def all_versions() -> list[Standing]:
    """Every edition as it stands, by version."""
    return list(standings(models.Edition.objects.order_by("version")))
