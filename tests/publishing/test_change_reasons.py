"""Reasons of a changed edition: asked for, complete, kept, and told wherever corrections are."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.domain.edition_state import ChangeKind
from mitodoke.publishing import queries
from mitodoke.publishing.models import ChangeReason, ChangeStatement, Edition
from publishing.released import HOME, Clock, publish
from reporting.sample import CODE, plan_reading, with_title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def _changed() -> Reading:
    return with_title(with_title(plan_reading(), "01-1", "直した花壇"), "01", "直したまち")


def _body(address: str) -> str:
    return b"".join(Client().get(address)).decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("reason", "by_subject", "told"),
    [
        (None, (), "理由がありません"),
        (" \u3000", (), "理由がありません"),
        (None, (("01-1", "転記"),), "理由がありません"),
        (None, (("01-1", "転記"), ("01", " ")), "理由がありません"),
        ("x", (("09", "転記"),), "「09」は、公表されている版から変わっていません"),
        ("あ" * 2001, (), "2,000文字まで"),
        (None, (("01-1", "あ" * 2001), ("01", "y")), "2,000文字まで"),
    ],
)
def test_no_changed_record_is_without_a_reason(
    reason: str | None, by_subject: tuple[tuple[str, str], ...], told: str
) -> None:
    publish()
    with pytest.raises(ActionDenied, match=told):
        publish(_changed(), reason=reason, by_subject=by_subject)
    assert Edition.objects.count() == 1
    assert not ChangeStatement.objects.exists()


@pytest.mark.parametrize(
    ("reason", "by_subject"),
    [
        ("まとめて", ()),
        ("まとめて", (("01-1", "転記"),)),
        (None, (("01-1", "転記"), ("01", "照会"))),
    ],
)
def test_the_reasons_are_kept_with_the_edition(
    reason: str | None, by_subject: tuple[tuple[str, str], ...]
) -> None:
    first = publish()
    made = publish(_changed(), kind=ChangeKind.UPDATE, reason=reason, by_subject=by_subject)
    told = queries.change_reasons_of(made.edition.edition_id)
    assert told is not None
    assert (told.kind, told.rest, told.by_subject) == (ChangeKind.UPDATE, reason, by_subject)
    assert ChangeStatement.objects.get().before_id == first.edition.edition_id
    assert queries.change_reasons_of(first.edition.edition_id) is None
    assert ChangeReason.objects.count() == len(by_subject)


def test_a_first_edition_needs_no_reason() -> None:
    publish(reason=None)
    assert not ChangeStatement.objects.exists()


def test_without_a_kind_nothing_is_changed() -> None:
    from mitodoke.publishing.services import publish_edition
    from mitodoke.reporting.services import import_reading
    from publishing.released import NOW

    publish()
    key = import_reading(reading=_changed(), by="試験").document
    with pytest.raises(ActionDenied, match=r"2か所変わります。変更の種類（訂正か更新か）"):
        publish_edition(document=key, by="公表担当", today=NOW.date(), acknowledgement="試験")


def test_the_reasons_stand_wherever_corrections_do() -> None:
    publish()
    publish(_changed(), reason="照会への回答", by_subject=(("01-1", "転記の<b>誤り</b>"),))
    page = _body(f"/{CODE}/corrections/")
    assert "照会への回答" in page
    assert "転記の&lt;b&gt;誤り&lt;/b&gt;" in page
    assert "種類：" in page
    feed = _body(f"/{CODE}/feed.xml")
    assert "理由：照会への回答" in feed
    assert "訂正：" in feed
    answer = b"".join(Client().get(f"{HOME}/v2/report/errata.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(answer))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"照会への回答", "転記の<b>誤り</b>", "理由"} <= cells
    assert any("訂正" in cell for cell in cells)


def test_an_update_is_told_as_such() -> None:
    publish()
    publish(_changed(), kind=ChangeKind.UPDATE, reason="新しい実績")
    assert "更新：" in _body(f"/{CODE}/feed.xml")
    assert "Update" in _body(f"/en/{CODE}/corrections/")
