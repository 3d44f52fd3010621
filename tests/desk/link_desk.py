"""The small city where mailed links are allowed, a round with one, and a browser that works by it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mitodoke.reporting.mail.round_links import make_link, token_of
from mitodoke.reporting.models import ReportingRound, RoundLink
from reporting.desk import Desk


@pytest.fixture
def desk(settings: Any) -> Desk:
    settings.ROUND_LINKS_ALLOWED = True
    made = Desk()
    made.reporter.email = "hana@example.lg.jp"
    made.reporter.save()
    return made


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


@pytest.fixture
def link(desk: Desk, survey: ReportingRound) -> RoundLink:
    return make_link(
        reporting_round=survey, department=desk.flowers, person=desk.reporter, days=3, by=desk.planner
    )


def door(link: RoundLink | str) -> str:
    token = link if isinstance(link, str) else token_of(link)
    return reverse("desk:link", kwargs={"token": token})


def begun(link: RoundLink) -> Client:
    """A browser in which the work by the link has begun."""
    client = Client()
    assert client.post(door(link)).status_code == 302
    return client


def page(name: str, **parts: object) -> str:
    return reverse(f"desk:{name}", kwargs=parts)
