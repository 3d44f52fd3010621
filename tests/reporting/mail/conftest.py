"""A round whose people can be reached by mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from reporting.desk import Desk


@pytest.fixture
def desk(settings: Any) -> Desk:
    """The people of a round, each with an address; the site knows its own."""
    settings.PUBLIC_ADDRESS = "https://plan.example.lg.jp/m/"
    made = Desk()
    for person in User.objects.all():
        person.email = f"p{person.pk}@example.lg.jp"
        person.save()
    return made
