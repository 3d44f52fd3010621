"""What was meant to wait must not go out by a slip: a day or time beside 今すぐ is asked about, nothing is published."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.desk.publication_form import release_of
from mitodoke.domain.action import ActionDenied
from mitodoke.publishing.models import Edition
from reporting.desk import CODE, Desk


@pytest.mark.parametrize(
    "sent",
    [
        {"release": "now", "release_on": "令和8年12月1日"},
        {"release": "now", "release_time": "10:00"},
        {"release_on": "きのう"},
        {"release": "<b>", "release_on": "令和8年12月1日", "release_time": "10:00"},
    ],
)
def test_a_moment_beside_now_is_refused(sent: dict[str, str]) -> None:
    with pytest.raises(ActionDenied, match="今すぐ公表する"):
        release_of(sent)


@pytest.mark.parametrize(
    "sent", [{}, {"release": "now"}, {"release": "now", "release_on": " ", "release_time": ""}]
)
def test_now_without_a_moment_is_now(sent: dict[str, str]) -> None:
    assert release_of(sent) is None


@pytest.mark.django_db
def test_the_page_asks_and_keeps_what_was_typed() -> None:
    desk = Desk()
    client = signed_in(desk.planner)
    address = reverse("desk:publication", kwargs={"document": f"mayoral_pledges-{CODE}-2025"})
    page = body(client.get(address))
    reasons = dict.fromkeys(re.findall(r'name="(reason:[^"]+)"', page), "確かめました")
    [seen] = re.findall(r'name="seen" value="([0-9a-f]+)"', page)
    sent = {"seen": seen, "release": "now", "release_on": "令和60年12月1日", "release_time": "10:00"}
    response = client.post(f"{address}publish/", reasons | sent)
    assert response.status_code == 422
    page = body(response)
    assert "「今すぐ公表する」が選ばれています" in page
    assert 'value="令和60年12月1日"' in page
    assert not Edition.objects.exists()
