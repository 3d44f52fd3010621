"""Publishing: adopted answers, a preview that is the public site and leaks nothing, findings, and 公表."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse

from desk.city import body, signed_in
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.approval import Action
from mitodoke.publishing import models
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import close_desk_round
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """A city whose round is closed with one confirmed answer."""
    desk = Desk()
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="年度の切替え", by=desk.planner, clock=desk.clock)
    return desk


def adopt(desk: Desk) -> tuple[Client, str]:
    """The planner has made the answers facts; the client and the address of the check before 公表."""
    client = signed_in(desk.planner)
    survey = ReportingRound.objects.get()
    response = client.post(reverse("desk:round_adopt", kwargs={"round_id": survey.pk}))
    return client, response["Location"]


def publishing(page: str) -> dict[str, str]:
    """What the form of the check sends when every finding gets a reason."""
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', page)
    reasons = {unescape(name): "確かめました" for name in re.findall(r'name="(reason:[^"]+)"', page)}
    change = {"change": "correction", "why-rest": "転記の誤り"} if 'name="change"' in page else {}
    return {"seen": seen[0]} | reasons | change


def preview_in(page: str) -> str:
    """The address of the preview that a page of the desk leads to."""
    found = re.search(r'href="([^"]+/preview/[^"]+)"', page)
    assert found
    return found[1]


def test_adopting_leads_to_the_check_and_publishes_nothing(desk: Desk) -> None:
    client, address = adopt(desk)
    page = body(client.get(address))
    assert "確定した1件の回答を反映しました" in page
    assert "確定しないまま締め切られた回答が1件あります。" in page
    assert "第1版として公表する" in page
    assert not models.Edition.objects.exists()
    again = body(
        client.post(
            reverse("desk:round_adopt", kwargs={"round_id": ReportingRound.objects.get().pk}), follow=True
        )
    )
    assert "前に反映したときから変わったところはありません。" in again


def test_the_preview_is_the_page_that_is_published_afterwards(desk: Desk) -> None:
    client, address = adopt(desk)
    page = body(client.get(address))
    first = preview_in(page)
    previewed = client.get(first)
    assert previewed.status_code == 200
    assert {"no-store", "private"} <= set(previewed["Cache-Control"].split(", "))
    assert previewed["X-Robots-Tag"] == "noindex"
    draft = body(previewed)
    assert "公表前の確認です。まだ公表していません。" in draft
    prefix = first[: first.index(f"{CODE}/")]
    client.post(f"{address}publish/", publishing(page))
    public = body(Client().get(f"/{first.removeprefix(prefix)}"))
    banner = re.compile(r'<p class="fictional"><strong>案</strong>.*?</p>', re.DOTALL)
    assert banner.sub("", draft).replace(prefix, "/") == public


def test_links_of_the_preview_stay_inside_and_lead_somewhere(desk: Desk) -> None:
    client, address = adopt(desk)
    first = preview_in(body(client.get(address)))
    root = first[: first.index(f"{CODE}/")]
    seen, waiting = set(), [first]
    while waiting and len(seen) < 60:
        current = waiting.pop(0)
        seen.add(current)
        response = client.get(current)
        if response.status_code == 302:
            target = response["Location"]
            assert target.startswith(root) or "/search/" in current
            if target.startswith(root) and target not in seen:
                waiting.append(target)
            continue
        assert response.status_code == 200, current
        if not response["Content-Type"].startswith("text/html"):
            continue
        for link in re.findall(r'<a [^>]*href="([^"#?]+)', body(response)):
            target = unescape(link)
            if target.startswith("/desk/documents/") and target != address:
                assert target.startswith(root), target
                if target not in seen and target not in waiting:
                    waiting.append(target)
            else:
                assert target == address or "://" in target, (current, target)
    assert len(seen) > 10


def test_drafts_cannot_leak(desk: Desk) -> None:
    client, address = adopt(desk)
    first = preview_in(body(client.get(address)))
    client.get(first)
    assert not models.Edition.objects.exists()
    assert get_script_prefix() == "/"
    public = first[first.index(f"{CODE}/") :]
    assert Client().get(f"/{public}").status_code == 404
    assert Client().get(f"/{CODE}/").status_code == 404


def test_search_is_not_previewed(desk: Desk) -> None:
    client, _ = adopt(desk)
    parts = {"document": desk.document.key, "page": f"{CODE}/search/"}
    page = body(client.get(reverse("desk:preview", kwargs=parts) + "?q=x", follow=True))
    assert "公表前の確認では検索を使えません。" in page


def test_a_page_that_the_public_site_has_not_is_not_found(desk: Desk) -> None:
    client, _ = adopt(desk)
    parts = {"document": desk.document.key, "page": f"{CODE}/none/at/all"}
    assert client.get(reverse("desk:preview", kwargs=parts)).status_code == 404
    assert get_script_prefix() == "/"


def test_findings_need_reasons_and_these_stay_with_the_edition(desk: Desk) -> None:
    client, address = adopt(desk)
    page = body(client.get(address))
    sent = publishing(page)
    reasons = [name for name in sent if name.startswith("reason:")]
    assert reasons, "the sample has a warning"
    refused = client.post(f"{address}publish/", {"seen": sent["seen"]})
    assert refused.status_code == 422
    assert "公表するには、次の指摘を確かめた理由を入力してください" in body(refused)
    assert not models.Edition.objects.exists()
    done = body(client.post(f"{address}publish/", sent, follow=True))
    assert "公表しました。" in done
    edition = models.Edition.objects.get()
    assert edition.published_by == "企画"
    assert "新しく公表することはありません" in done


def test_what_changed_since_it_was_seen_is_looked_at_again(desk: Desk) -> None:
    client, address = adopt(desk)
    sent = publishing(body(client.get(address))) | {"seen": "0" * 64}
    response = client.post(f"{address}publish/", sent)
    assert response.status_code == 409
    assert "確認している間に内容が変わりました。" in body(response)
    assert not models.Edition.objects.exists()


def test_publishing_twice_makes_one_edition(desk: Desk) -> None:
    client, address = adopt(desk)
    sent = publishing(body(client.get(address)))
    client.post(f"{address}publish/", sent)
    client.post(f"{address}publish/", sent)
    assert models.Edition.objects.count() == 1


def test_an_open_round_cannot_be_adopted() -> None:
    desk = Desk()
    survey = desk.open()
    client = signed_in(desk.planner)
    page = body(client.post(reverse("desk:round_adopt", kwargs={"round_id": survey.pk}), follow=True))
    assert "この調査はまだ締め切られていません。" in page


def test_a_correction_makes_a_second_version(desk: Desk) -> None:
    from mitodoke.reporting.services import reopen_round

    client, address = adopt(desk)
    client.post(f"{address}publish/", publishing(body(client.get(address))))
    survey = ReportingRound.objects.get()
    reopen_round(
        reporting_round=survey, due_on=desk.clock().date(), reason="訂正", by=desk.planner, clock=desk.clock
    )
    mine = of(survey, desk.flowers)
    desk.act(mine, Action.REOPEN, desk.planner, "評価の誤り")
    desk.save(mine, "rating.step", "8")
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="訂正済み", by=desk.planner, clock=desk.clock)
    client, address = adopt(desk)
    page = body(client.get(address))
    assert "第2版として公表する" in page
    client.post(f"{address}publish/", publishing(page))
    assert list(models.Edition.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_the_next_year_is_begun_from_a_document(desk: Desk) -> None:
    client = signed_in(desk.planner)
    address = reverse("desk:year_new", kwargs={"code": CODE})
    sent: dict[str, Any] = {
        "previous": desk.document.key,
        "fiscal_year": "2026",
        "title": "花咲市の公約（令和8年度）",
    }
    begun = client.post(address, sent, follow=True)
    page = body(begun)
    assert "「花咲市の公約（令和8年度）」を作りました。" in page
    assert begun.redirect_chain[0][0].startswith(reverse("desk:round_new", kwargs={"code": CODE}))
    assert "selected>花咲市の公約（令和8年度）" in page.partition('name="previous"')[0], (
        "its round comes next"
    )
    page = body(client.get(reverse("desk:documents", kwargs={"code": CODE})))
    assert "まだ公表していません" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"previous": "x", "fiscal_year": "2027"}, "previous"),
        ({"title": ""}, "title"),
        ({"fiscal_year": "x"}, "fiscal_year"),
        ({"fiscal_year": "9" * 30}, "fiscal_year"),
        ({"fiscal_year": "2025"}, None),
    ],
)
def test_a_year_that_cannot_begin_is_told_beside_its_field(
    desk: Desk, wrong: dict[str, str], field: str | None
) -> None:
    sent = {"previous": desk.document.key, "fiscal_year": "2026", "title": "花壇の公約"}
    response = signed_in(desk.planner).post(reverse("desk:year_new", kwargs={"code": CODE}), sent | wrong)
    page = body(response)
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert re.findall(r'id="(\w+)-problem"', page) == ([field] if field else [])
    assert SourceDocument.objects.filter(fiscal_year=2026).count() == 0
    if "title" not in wrong:
        assert 'value="花壇の公約"' in page
