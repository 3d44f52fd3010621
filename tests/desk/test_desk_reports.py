"""報告書 at the desk: every report by a button, settings that are refused in words, and drafts told apart."""

from __future__ import annotations

import datetime

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, people, signed_in
from mitodoke.desk.draft_edition import fictional_city
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.publishing.report_settings import Texts, look_of, save_texts, settings_for
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import adopt_answers, close_desk_round
from outputs.reports.pictures import LOGO_PNG, picture
from reporting.desk import CODE, Desk, of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    publish(desk)
    return desk


def publish(desk: Desk, reasons: ChangeReasons | None = None) -> None:
    publish_edition(
        document=desk.document.key,
        by="試験",
        today=TODAY,
        fictional=fictional_city(CODE),
        acknowledgement="試験",
        reasons=reasons,
    )


def at(desk: Desk, page: str, **parts: object) -> str:
    return reverse(f"desk:{page}", kwargs={"document": desk.document.key, **parts})


def look_address() -> str:
    return reverse("desk:report_look", kwargs={"code": CODE})


LOOK = {"city_name": "試験市", "primary": "#7a1f3d", "tint": "#ffffff", "font": "noto", "logo_words": "章"}


def text_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in opened)


def test_every_button_of_the_page_gives_a_file(desk: Desk) -> None:
    client = signed_in(desk.planner)
    page = body(client.get(at(desk, "reports")))
    addresses = [part.split('"')[0] for part in page.split('class="report-file" href="')[1:]]
    assert len(addresses) == 10
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.content[:4] == (b"%PDF" if address.endswith(".pdf") else b"PK\x03\x04")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-cache" in response["Cache-Control"]


def test_readers_have_what_is_public_and_no_draft(desk: Desk) -> None:
    client = signed_in(desk.reader)
    page = body(client.get(at(desk, "reports")))
    assert "第1版" in page
    assert "案（公表前）" not in page
    assert at(desk, "report_texts") not in page
    assert client.get(at(desk, "report_draft", name="summary.pdf")).status_code == 403
    assert client.get(at(desk, "report_errata"), {"before": "1", "after": "draft"}).status_code == 422


def test_errata_between_two_versions_and_with_the_draft(desk: Desk) -> None:
    adopt(desk)
    client = signed_in(desk.planner)
    page = body(client.get(at(desk, "reports")))
    assert '<option value="draft">第2版の案' in page
    made = client.get(at(desk, "report_errata"), {"before": "1", "after": "draft", "format": "pdf"})
    assert "訂正後：第2版の案（公表前）" in text_of(made.content).replace("\r\n", "")
    publish(desk, ChangeReasons(kind=ChangeKind.UPDATE, rest="回答の反映"))
    for form in ("pdf", "docx", "xlsx"):
        made = client.get(at(desk, "report_errata"), {"before": "1", "after": "2", "format": form})
        assert made.status_code == 200
        assert "%E6%AD%A3%E8%AA%A4%E8%A1%A8" in made["Content-Disposition"]
        assert form != "pdf" or "回答の反映" in text_of(made.content).replace("\r\n", "")
    assert client.get(at(desk, "report_errata"), {"before": "2", "after": "1"}).status_code == 422


def adopt(desk: Desk) -> None:
    """Let the document say something else than what is published: a confirmed answer is adopted."""
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    adopt_answers(reporting_round=survey, by=desk.planner)


def test_a_draft_says_that_it_is_one() -> None:
    desk = Desk()
    client = signed_in(desk.planner)
    page = body(client.get(at(desk, "reports")))
    assert "公表した版はまだありません" in page
    pdf = client.get(at(desk, "report_draft", name="summary.pdf")).content
    assert "案（公表前）" in text_of(pdf)


@pytest.mark.parametrize(
    ("page", "parts", "query", "status"),
    [
        ("report_file", {"version": 1, "name": "nothing.pdf"}, {}, 422),
        ("report_file", {"version": 1, "name": "summary.exe"}, {}, 422),
        ("report_file", {"version": 1, "name": "errata.pdf"}, {}, 422),
        ("report_file", {"version": 1, "name": "register.pdf"}, {}, 422),
        ("report_file", {"version": 9, "name": "summary.pdf"}, {}, 404),
        ("report_file", {"version": 10**30, "name": "summary.pdf"}, {}, 404),
        ("report_file", {"version": 1, "name": "departments.pdf"}, {"department": "\0<b>"}, 422),
        ("report_errata", {}, {}, 422),
        ("report_errata", {}, {"before": "1", "after": "1"}, 422),
        ("report_errata", {}, {"before": "9" * 5000, "after": "\0"}, 422),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(
    desk: Desk, page: str, parts: dict[str, object], query: dict[str, str], status: int
) -> None:
    response = signed_in(desk.planner).get(at(desk, page, **parts), query)
    assert response.status_code == status
    assert status == 404 or 'role="alert"' in body(response)


def test_one_department_has_a_sheet_of_its_own(desk: Desk) -> None:
    client = signed_in(desk.planner)
    page = body(client.get(at(desk, "reports")))
    name = page.split('name="department">')[1].split('value="')[1].split('"')[0]
    pdf = client.get(at(desk, "report_file", version=1, name="departments.pdf"), {"department": name})
    assert pdf.status_code == 200
    assert name in text_of(pdf.content)


def test_the_look_is_saved_used_and_shown_again(desk: Desk) -> None:
    client = signed_in(desk.planner)
    logo = SimpleUploadedFile("章.png", picture(), "image/png")
    saved = client.post(look_address(), LOOK | {"act": "save", "logo": logo}, follow=True)
    assert "報告書の体裁を保存しました" in body(saved)
    assert "いまのロゴ：章" in body(saved)
    assert "企画" in body(saved).split("保存した人")[1]
    kept = look_of(CODE)
    assert (kept.city_name, kept.primary, kept.logo_png) == ("試験市", "#7a1f3d", LOGO_PNG)
    shown = client.get(reverse("desk:report_logo", kwargs={"code": CODE}))
    assert (shown.content, shown["Content-Type"], shown["X-Content-Type-Options"]) == (
        LOGO_PNG,
        "image/png",
        "nosniff",
    )
    made = client.get(at(desk, "report_file", version=1, name="departments.docx"))
    assert made.status_code == 200
    client.post(look_address(), LOOK | {"act": "save", "no_logo": "1"})
    assert look_of(CODE).logo_png is None
    assert client.get(reverse("desk:report_logo", kwargs={"code": CODE})).status_code == 404


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"primary": "#ffff00"}, "コントラスト比を4.5以上にしてください"),
        ({"primary": "赤"}, "6桁"),
        ({"tint": "\0" * 100_000}, "6桁"),
        ({"city_name": "市" * 100_000}, "200文字以内"),
        ({"logo": b"<svg onload='alert(1)'/>"}, "PNG か JPEG"),
        ({"logo": b"\x89PNG\r\n\x1a\n"}, "PNG か JPEG"),
        ({"logo": picture(1, 1)}, "小さすぎて"),
        ({"logo": b"\0" * (3 * 1024 * 1024)}, "2 MB 以下"),
    ],
)
@pytest.mark.parametrize("act", ["save", "preview"])
def test_a_bad_look_is_refused_and_what_was_typed_stays(
    desk: Desk, change: dict[str, str | bytes], told: str, act: str
) -> None:
    sent: dict[str, object] = {**LOOK, "act": act}
    for name, value in change.items():
        sent[name] = SimpleUploadedFile("x.png", value) if isinstance(value, bytes) else value
    response = signed_in(desk.planner).post(look_address(), sent)
    assert response.status_code == 422
    assert told in body(response)
    assert 'value="章"' in body(response)
    assert look_of(CODE).city_name is None


def test_settings_are_shown_in_a_report_before_they_are_saved(desk: Desk) -> None:
    client = signed_in(desk.planner)
    logo = SimpleUploadedFile("章.jpg", picture(mode="RGB", file_format="JPEG"))
    look = client.post(look_address(), LOOK | {"act": "preview", "logo": logo})
    assert "試験市" in text_of(look.content)
    typed = {"act": "preview", "introduction": "#import $x$ *b* \\ @r", "cover_title": "ためし"}
    texts = client.post(at(desk, "report_texts"), typed)
    assert "#import $x$ *b* \\ @r" in text_of(texts.content)
    assert "ためし" in text_of(texts.content)
    assert look_of(CODE).city_name is None
    assert settings_for(CODE, DocumentKind(desk.document.kind), desk.document.fiscal_year).cover_title is None


def test_texts_are_saved_and_stand_in_the_next_report(desk: Desk) -> None:
    client = signed_in(desk.planner)
    address = at(desk, "report_texts")
    typed = {"act": "save", "introduction": "一つ目。\r\n二つ目。", "publisher": "総務課"}
    page = body(client.post(address, typed, follow=True))
    assert "報告書の文章を保存しました" in page
    assert "一つ目。\n二つ目。</textarea>" in page
    main = next(name for name in ("pledges", "strategy") if name in body(client.get(at(desk, "reports"))))
    made = text_of(client.get(at(desk, "report_file", version=1, name=f"{main}.pdf")).content)
    assert "一つ目。" in made
    assert "総務課" in made
    assert "変わったところはありません" in body(client.post(address, typed, follow=True))
    refused = client.post(address, typed | {"method": "あ" * 20_001})
    assert (refused.status_code, "20,000文字以内" in body(refused)) == (422, True)
    assert "あ" * 20_001 in body(refused)


def test_who_may_set_what(desk: Desk) -> None:
    everyone = people(desk)
    for role, person in everyone.items():
        client = signed_in(person)
        may_look = role in ("planner", "administrator")
        assert (client.post(look_address(), LOOK).status_code == 302) is may_look, role
        assert (client.post(at(desk, "report_texts"), {}).status_code == 302) is (role == "planner"), role


def test_the_lists_ask_as_often_with_many_saves_as_with_few(desk: Desk) -> None:
    client = signed_in(desk.planner)
    addresses = (
        look_address(),
        at(desk, "report_texts"),
        reverse("desk:city_reports", kwargs={"code": CODE}),
    )

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    queries()
    few = queries()
    for number in range(12):
        client.post(look_address(), LOOK | {"act": "save", "city_name": f"市{number}"})
        save_texts(
            municipality=desk.city, kind=DocumentKind(desk.document.kind), fiscal_year=desk.document.fiscal_year,
            texts=Texts(method=str(number)), by=desk.planner,
        )  # fmt: skip
    client.get(look_address())
    assert queries() == few


def test_a_character_without_glyph_is_told_before_publication() -> None:
    desk = Desk()
    save_texts(
        municipality=desk.city, kind=DocumentKind(desk.document.kind), fiscal_year=desk.document.fiscal_year,
        texts=Texts(introduction="\U00013000 と"), by=desk.planner,
    )  # fmt: skip
    page = body(signed_in(desk.planner).get(at(desk, "publication")))
    assert "U+13000）は報告書のフォントに字形がなく" in page
    assert "報告書の設定のはじめに" in page
