"""What the pages on the way to 公表 are called: nothing that is not public is called so, in title, trail or navigation."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.test_desk_editions import LATER, at, form
from mitodoke.publishing.models import Edition
from mitodoke.publishing.release_services import withdraw_edition
from mitodoke.reporting.services import import_reading
from publishing.released import TEN, Clock
from reporting.desk import CODE, Desk
from reporting.sample import plan_reading, with_title

pytestmark = pytest.mark.django_db

LIST = "文書と公表"
NOT_PUBLIC = "（公表していません）"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def planner(clock: Clock) -> Client:
    return signed_in(Desk().planner)


def read(planner: Client, address: str) -> str:
    """The page without the marks that keep directions of writing apart."""
    planner.force_login(User.objects.get(username="企画"))
    return unescape(re.sub("</?bdi>", "", body(planner.get(address))))


def names(page: str) -> set[str]:
    """The heading, the title of the window and the last step of the trail, where there is one."""
    found = re.findall(r"<h1>(.*?)</h1>|<title>(.*?) - |<li aria-current=\"page\">(.*?)</li>", page)
    assert len(found) == (3 if 'class="trail"' in page else 2)
    return {"".join(one) for one in found}


def test_the_page_of_a_document_says_what_it_is_for(planner: Client, clock: Clock) -> None:
    place = at("publication")
    page = read(planner, place)
    [title] = names(page)
    assert title.startswith("「花咲市の公約")
    assert title.endswith("」を公表する")
    assert NOT_PUBLIC in page

    planner.post(at("publish"), form(body(planner.get(place)), **LATER))
    waiting = read(planner, place)
    assert names(waiting) == {title}
    assert NOT_PUBLIC in waiting

    clock.set(TEN)
    public = read(planner, place)
    assert names(public) == {title.replace("を公表する", "の公表")}
    assert NOT_PUBLIC not in public

    import_reading(reading=with_title(plan_reading(), "01-1", "花壇をさらにふやす"), by="試験")
    assert names(read(planner, place)) == {title.replace("を公表する", "の新しい版を公表する")}


def test_what_was_withdrawn_is_not_public(planner: Client, clock: Clock) -> None:
    planner.post(at("publish"), form(body(planner.get(at("publication")))))
    edition = Edition.objects.get()
    withdraw_edition(edition_id=edition.pk, reason="誤り", announced_by="企画課", by="企画")
    page = read(planner, at("publication"))
    assert all(one.endswith("を公表する") for one in names(page))
    assert NOT_PUBLIC in page


def test_the_list_is_called_the_same_everywhere(planner: Client) -> None:
    address = reverse("desk:documents", kwargs={"code": CODE})
    page = read(planner, address)
    assert names(page) == {LIST}
    assert "まだ公表していません" in page
    assert f'<a href="{address}" aria-current="true">{LIST}</a>' in page
    for other in (at("publication"), reverse("desk:year_new", kwargs={"code": CODE}), at("share")):
        trail = re.findall(r'<ol class="trail">(.*?)</ol>', read(planner, other), re.DOTALL)
        assert f'<li><a href="{address}">{LIST}</a></li>' in trail[0]
    assert not re.search(r">公表</", page)
