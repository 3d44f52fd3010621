"""設定: each person chooses how messages come, for nobody but themselves."""

from __future__ import annotations

import pytest

from desk.city import body, signed_in
from mitodoke.reporting.mail.outbox import delivery_of
from mitodoke.reporting.mail.words import Delivery
from mitodoke.reporting.models import MailPreference
from reporting.desk import Desk

pytestmark = pytest.mark.django_db
PAGE = "/desk/settings/"


def test_without_a_choice_messages_come_one_by_one() -> None:
    page = body(signed_in(Desk().reporter).get(PAGE))
    assert 'value="each" checked' in page
    assert page.count("checked") == 1
    assert "メールアドレスが登録されていない" in page


@pytest.mark.parametrize("delivery", list(Delivery))
def test_a_choice_is_kept_and_shown(delivery: Delivery) -> None:
    desk = Desk()
    page = body(signed_in(desk.reporter).post(PAGE, {"delivery": delivery.value}, follow=True))
    assert f"メールの受け取り方を「{delivery.label}」にしました。" in page
    assert f'value="{delivery.value}" checked' in page
    assert delivery_of(desk.reporter) is delivery
    assert list(MailPreference.objects.values_list("person", flat=True)) == [desk.reporter.pk]


@pytest.mark.parametrize("sent", [{}, {"delivery": ""}, {"delivery": "EACH"}, {"delivery": "<b>"}])
def test_what_is_no_choice_changes_nothing(sent: dict[str, str]) -> None:
    desk = Desk()
    response = signed_in(desk.reporter).post(PAGE, sent)
    assert response.status_code == 422
    assert "メールの受け取り方を一つ選んでください。" in body(response)
    assert not MailPreference.objects.exists()


def test_the_address_of_the_account_is_told() -> None:
    desk = Desk()
    desk.reporter.email = "hana@example.jp"
    desk.reporter.save(update_fields=["email"])
    assert "hana@example.jp" in body(signed_in(desk.reporter).get(PAGE))


def test_every_page_leads_there() -> None:
    assert f'<a href="{PAGE}">設定</a>' in body(signed_in(Desk().reporter).get("/desk/"))
