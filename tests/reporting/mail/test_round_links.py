"""Links that open one department's part of one round: only where allowed, for a short time, and revocable."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from mitodoke.departments.models import Membership
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.mail.outbox import choose_delivery
from mitodoke.reporting.mail.round_links import (
    links_are_allowed,
    links_of,
    make_link,
    open_link,
    revoke_link,
    token_of,
)
from mitodoke.reporting.mail.run_mail import run_mail
from mitodoke.reporting.mail.words import Delivery
from mitodoke.reporting.models import OutboxMessage, RoundLink
from mitodoke.reporting.services import close_desk_round, save_field
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any) -> Desk:
    settings.ROUND_LINKS_ALLOWED = True
    settings.PUBLIC_ADDRESS = "https://plan.example.lg.jp/"
    made = Desk()
    made.reporter.email = "hana@example.lg.jp"
    made.reporter.save()
    return made


def link(desk: Desk, **more: Any) -> RoundLink:
    values: dict[str, Any] = {
        "reporting_round": desk.survey,  # type: ignore[attr-defined]
        "department": desk.flowers,
        "person": desk.reporter,
        "days": 3,
        "by": desk.planner,
        "clock": desk.clock,
    }
    return make_link(**(values | more))


@pytest.fixture(autouse=True)
def survey(desk: Desk) -> None:
    desk.survey = desk.open()  # type: ignore[attr-defined]


def test_it_opens_its_part_as_its_person_from_the_mail_that_was_sent(desk: Desk) -> None:
    choose_delivery(person=desk.reporter, delivery=Delivery.NONE, clock=desk.clock)
    made = link(desk)
    run_mail(clock=desk.clock)
    [message] = [one for one in mail.outbox if "リンク" in one.subject]
    found = re.search(r"https://plan\.example\.lg\.jp/desk/links/(\S+)/", message.body)
    assert found is not None
    opened = open_link(token=found[1], clock=desk.clock)
    assert (opened.link, opened.person, opened.department) == (made, desk.reporter, desk.flowers)
    assert opened.reporting_round == made.round
    saved = save_field(
        assignment=of(opened.reporting_round, opened.department),
        field="rating.step", value="5", revision=0, by=opened.person, clock=desk.clock,
    )  # fmt: skip
    assert saved.fields[0].changed_by == "花担当"
    assert [one.last_opened_at for one in links_of(made.round)] == [desk.clock()]
    assert not OutboxMessage.objects.filter(body__contains=found[1]).exists(), "the outbox opens nothing"


def test_it_ends_by_time_by_hand_with_the_round_and_with_the_role(desk: Desk) -> None:
    made = link(desk)
    token = token_of(made)
    assert open_link(token=token, clock=desk.clock).link == made
    desk.clock.move(days=3)
    with pytest.raises(ActionDenied, match="期限が過ぎています"):
        open_link(token=token, clock=desk.clock)

    other = link(desk)
    with pytest.raises(ActionDenied, match="リンクの取消し"):
        revoke_link(link=other, by=desk.green_head, clock=desk.clock)
    revoke_link(link=other, by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="取り消されています"):
        open_link(token=token_of(other), clock=desk.clock)
    with pytest.raises(ActionDenied, match="すでに"):
        revoke_link(link=other, by=desk.reporter, clock=desk.clock)

    third = link(desk)
    membership = Membership.objects.get(person=desk.reporter)
    Membership.objects.filter(pk=membership.pk).update(
        valid_to=desk.clock().date().replace(day=1), ended_by="x"
    )
    with pytest.raises(ActionDenied, match="所属担当ではない"):
        open_link(token=token_of(third), clock=desk.clock)
    Membership.objects.filter(pk=membership.pk).update(valid_to=None, ended_by=None)
    close_desk_round(reporting_round=third.round, reason="終わり", by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="締め切られています"):
        open_link(token=token_of(third), clock=desk.clock)


def test_a_revoked_link_is_not_sent(desk: Desk) -> None:
    revoke_link(link=link(desk), by=desk.reporter, clock=desk.clock)
    run_mail(clock=desk.clock)
    assert [one for one in mail.outbox if "リンク" in one.subject] == []


@pytest.mark.parametrize("token", ["", "x", "x:y:z", "あ", "WzEsMl0:1abc:def", "A" * 5000])
def test_a_token_that_was_not_made_here_opens_nothing(desk: Desk, token: str) -> None:
    link(desk)
    with pytest.raises(ActionDenied, match="正しくありません"):
        open_link(token=token, clock=desk.clock)


def test_a_changed_token_opens_nothing(desk: Desk) -> None:
    token = token_of(link(desk))
    for place in (0, len(token) // 2, len(token) - 1):
        letter = "A" if token[place] != "A" else "B"
        with pytest.raises(ActionDenied, match="正しくありません"):
            open_link(token=token[:place] + letter + token[place + 1 :], clock=desk.clock)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"days": 0}, "1日から14日"),
        ({"days": 15}, "1日から14日"),
        ({"by": "reporter"}, "企画担当"),
        ({"person": "green_reporter"}, "所属担当ではありません"),
        ({"person": "head"}, "所属担当ではありません"),
    ],
)
def test_it_is_made_only_for_who_writes_there_and_by_the_planner(
    desk: Desk, more: dict[str, Any], told: str
) -> None:
    values = {name: getattr(desk, value) if isinstance(value, str) else value for name, value in more.items()}
    with pytest.raises(ActionDenied, match=told):
        link(desk, **values)


def test_a_person_without_address_gets_none(desk: Desk) -> None:
    desk.reporter.email = ""
    desk.reporter.save()
    with pytest.raises(ActionDenied, match="メールアドレス"):
        link(desk)


def test_where_the_city_does_not_allow_links_there_are_none(desk: Desk, settings: Any) -> None:
    token = token_of(link(desk))
    settings.ROUND_LINKS_ALLOWED = False
    assert not links_are_allowed()
    for act in (lambda: link(desk), lambda: open_link(token=token, clock=desk.clock)):
        with pytest.raises(ActionDenied, match="使わない設定"):
            act()
    del settings.ROUND_LINKS_ALLOWED
    assert not links_are_allowed()
