"""The people of the fictional city sign in with the passwords that were told once, and are not made to replace them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mitodoke.demo import desk_people, load
from mitodoke.desk.models import FirstPassword

pytestmark = pytest.mark.django_db


def test_people_of_the_fictional_city_go_straight_to_their_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "example_readings", list)
    monkeypatch.setattr(load, "fictional_readings", list)
    assert list(load.load_demo())
    told = re.findall(r"利用者名 (\S+)　パスワード (\S+)", "\n".join(desk_people.load_desk()))
    assert len(told) >= 3
    for username, password in told:
        client = Client()
        assert client.post("/desk/login/", {"username": username, "password": password}).status_code == 302
        assert client.get("/desk/").status_code == 200, username
    kept = set(FirstPassword.objects.values_list("kept_because", flat=True))
    assert kept == {"架空の市を試す利用者のため"}
