"""An actual value typed without its unit: stored as typed, taken in the indicator's unit, and that is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.domain.approval import Action
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import ValueRole
from mitodoke.plans.models import Indicator
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.models import AnswerField, HistoryEvent
from mitodoke.reporting.queries import history_sentences
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.workbook import apply_workbook
from reporting.adopting import KEY, adopt, close, current
from reporting.desk import DUE, Desk, of
from reporting.workbook.edited_books import Book, Office

pytestmark = pytest.mark.django_db

TAKEN = "単位を付けずに入力されたため、単位は「か所」として扱います。"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("own_unit", ["か所", None])
def test_from_the_field_to_the_edition(desk: Desk, own_unit: str | None) -> None:
    Indicator.objects.update(unit=own_unit)
    survey = desk.open()
    answer = of(survey, desk.flowers)
    place = reverse("desk:answer", kwargs={"assignment_id": answer.pk})
    assert "単位を付けない数は、単位を「か所」として扱います。" in body(signed_in(desk.reporter).get(place))
    desk.fill(answer)
    assert TAKEN not in body(signed_in(desk.head).get(place))
    desk.save(answer, "kpi.K1.value", "１２")
    desk.act(answer, Action.SUBMIT, desk.reporter)
    assert TAKEN in body(signed_in(desk.head).get(place))
    assert AnswerField.objects.get(assignment=answer, name="kpi.K1.value").value == "１２"
    assert HistoryEvent.objects.filter(field="kpi.K1.value").latest("id").after == "１２"
    assert any("「１２」" in one for one in history_sentences(assignment=answer))

    desk.act(answer, Action.APPROVE, desk.head)
    desk.act(answer, Action.CHECK, desk.planner)
    desk.act(answer, Action.CONFIRM, desk.planner)
    close(desk, survey)
    adopt(desk, survey)
    publish_edition(document=KEY, by="企画", today=DUE, acknowledgement="試験")
    edition = load_edition("999997", DocumentKind.MAYORAL_PLEDGES, 2025)
    assert edition is not None
    [indicator] = edition.content.indicators
    actual = next(one for one in indicator.values if one.role is ValueRole.ACTUAL and one.fiscal_year == 2025)
    said = actual.quantity
    assert (said.value, said.unit, said.printed) == (Decimal(12), "か所", "１２")
    assert "花壇の数：１２（単位：か所、見込み）" in to_reading(current()).lines


def test_the_workbook_shows_the_unit_and_takes_the_bare_number() -> None:
    office = Office()
    Indicator.objects.update(unit=None)
    book = Book(office.made())
    cell = book.one("kpi.K1.value")
    heads = {str(one.value): one.column for one in book.book[cell.parent.title][3]}
    assert cell.parent.cell(cell.row, heads["単位"]).value == "か所"
    cell.value = 12
    reading = office.read(book.saved())
    assert [(one.field, one.now, one.now_shown) for one in reading.differences] == [
        ("kpi.K1.value", "12", "12")
    ]
    apply_workbook(reading=reading, by=office.desk.reporter, clock=office.desk.clock)
    answer = of(office.round, office.desk.flowers)
    assert AnswerField.objects.get(assignment=answer, name="kpi.K1.value").value == "12"
