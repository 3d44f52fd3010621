"""Addresses without a page, forms from an old page, and addresses that only a button uses: always words, a way back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/desk/nothing/", "/desk/answers/999999/", "/desk/rounds/x/"])
def test_where_there_is_no_page_the_desk_leads_back_to_ones_work(address: str) -> None:
    response = signed_in(Desk().reporter).get(address)
    page = body(response)
    assert response.status_code == 404
    assert "職員の作業画面" in page
    assert "自分の仕事へ戻る" in page


def test_who_is_not_signed_in_is_led_to_signing_in() -> None:
    page = body(Client().get("/desk/nothing/"))
    assert "ページが見つかりません" in page
    assert reverse("desk:login") in page
    assert "自分の仕事へ戻る" not in page


def test_the_public_site_keeps_its_own_answer() -> None:
    page = body(Client().get("/nothing/"))
    assert "職員の作業画面" not in page
    assert "最初のページ" in page


def test_far_too_much_is_refused_in_japanese_and_changes_nothing() -> None:
    desk = Desk()
    survey = desk.open()
    client = signed_in(desk.planner)
    address = reverse("desk:round_submit", kwargs={"round_id": survey.pk})
    response = client.post(address, {f"x{number}": "1" for number in range(10_001)})
    page = body(response)
    assert response.status_code == 400
    assert "何も変わっていません。" in page
    assert "自分の仕事へ戻る" in page
    assert "Bad Request" not in page


@pytest.mark.parametrize("address", ["/desk/", "/desk/nothing/", "/"])
def test_a_foreign_name_of_the_server_is_refused_without_an_error(address: str) -> None:
    assert Client().get(address, headers={"host": "elsewhere.example"}).status_code == 400


def test_a_form_from_an_old_page_is_refused_in_japanese_and_changes_nothing() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.reporter)
    address = reverse("desk:answer_save", kwargs={"assignment_id": assignment.pk})
    response = client.post(address, {"v:rating.step": "7", "o:rating.step": "", "r:rating.step": "0"})
    page = body(response)
    assert response.status_code == 403
    assert "何も変わっていません。" in page
    assert "自分の仕事へ戻る" in page
    assert "Forbidden" not in page
    assignment.refresh_from_db()
    assert assignment.revision == 0


def test_saving_while_typing_is_told_the_same_as_json() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.reporter)
    address = reverse("desk:answer_autosave", kwargs={"assignment_id": assignment.pk})
    response = client.post(
        address, "{}", content_type="application/json", headers={"accept": "application/json"}
    )
    assert response.status_code == 403
    assert response.json()["error"].startswith("画面が古くなったため")


def test_an_address_that_only_a_button_uses_says_so() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    response = signed_in(desk.reporter).get(
        reverse("desk:answer_save", kwargs={"assignment_id": assignment.pk})
    )
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "元の画面を開き直してください。" in body(response)


def test_a_role_in_a_department_is_not_named_for_a_page_of_the_whole_city() -> None:
    desk = Desk()
    page = body(signed_in(desk.reporter).get(reverse("desk:rounds", kwargs={"code": desk.city.code})))
    assert "このページを使えるのは、企画担当、閲覧・監査の役割を持つ人です。" in page


def test_of_an_answer_the_roles_of_its_own_department_are_named() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    page = body(
        signed_in(desk.green_reporter).get(reverse("desk:answer", kwargs={"assignment_id": assignment.pk}))
    )
    assert "企画担当、その部署の所属担当、その部署の所属長、閲覧・監査の役割を持つ人です。" in page


def test_signing_in_leads_on_and_says_so() -> None:
    desk = Desk()
    client = Client()
    assert "開こうとしたページに進みます" not in body(client.get("/desk/", follow=True))
    assignment = of(desk.open(), desk.flowers)
    address = reverse("desk:answer", kwargs={"assignment_id": assignment.pk})
    assert "開こうとしたページに進みます" in body(client.get(address, follow=True))
