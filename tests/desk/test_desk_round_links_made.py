"""回答用のリンク on the planner's page: made for reporters, listed, revoked; none where the city does not allow them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from desk.city import body, signed_in
from desk.link_desk import begun, desk, door, link, page, survey
from mitodoke.reporting.mail.round_links import make_link, token_of
from mitodoke.reporting.models import ReportingRound, RoundLink
from reporting.desk import Desk

__all__ = ["desk", "link", "survey"]

pytestmark = pytest.mark.django_db


def test_the_planner_makes_lists_and_revokes(desk: Desk, survey: ReportingRound) -> None:
    client = signed_in(desk.planner)
    address = page("round_links", round_id=survey.pk)
    assert f'href="{address}"' in body(client.get(page("round", round_id=survey.pk)))
    empty = body(client.get(address))
    assert "リンクはまだ作られていません。" in empty
    assert "みどり課　緑担当（メールアドレスが登録されていません）" in empty
    person = f"{desk.flowers.pk}-{desk.reporter.pk}"
    for days in ("0", "15", "x", "", "9" * 50):
        refused = client.post(address, {"person": person, "days": days})
        assert refused.status_code == 422
        assert "1日から14日" in body(refused)
    for stranger in ("", "x", f"{desk.green.pk}-{desk.reporter.pk}", "1-" + "9" * 40):
        assert client.post(address, {"person": stranger, "days": "3"}).status_code == 422
    assert client.post(address, {"person": person, "days": "3"}).status_code == 302
    [made] = RoundLink.objects.all()
    listed = body(client.get(address))
    assert "使えます" in listed
    assert "企画が花課" not in listed
    assert token_of(made) not in listed
    assert "回答用のリンクを作りました（花課、花担当、" in body(client.get(page("round", round_id=survey.pk)))
    assert client.post(address, {"action": "revoke", "link": "x"}).status_code == 422
    assert client.post(address, {"action": "revoke", "link": made.pk}).status_code == 302
    assert "取り消しました" in body(client.get(address))


def test_a_city_that_does_not_allow_links_has_none(desk: Desk, link: RoundLink, settings: Any) -> None:
    client = begun(link)
    settings.ROUND_LINKS_ALLOWED = False
    assert client.get(page("round_answers", round_id=link.round_id)).status_code == 403
    assert Client().get(door(link)).status_code == 403
    planner = signed_in(desk.planner)
    shown = body(planner.get(page("round_links", round_id=link.round_id)))
    assert "使わない設定" in shown
    assert 'name="days"' not in shown


def test_the_list_asks_no_more_for_more_links(
    desk: Desk, link: RoundLink, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(desk.planner)
    address = page("round_links", round_id=link.round_id)
    client.get(address)
    for _ in range(30):
        make_link(
            reporting_round=link.round, department=desk.flowers, person=desk.reporter, days=1, by=desk.planner
        )
    with django_assert_max_num_queries(14):
        assert body(client.get(address)).count("花課の花担当のリンクを取り消す") == 31
