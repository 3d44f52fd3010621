"""The way into editions: confirmed answers of closed rounds become facts of their document, each with its place."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.place import parse_place
from mitodoke.domain.rating import RatingState
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import (
    ImportOutcome,
    adopt_answers,
    begin_year,
    import_reading,
    reopen_round,
)
from reporting.adopting import KEY, adopt, close, current
from reporting.desk import DUE, Desk, of, with_kpi_on_the_measure
from reporting.sample import plan_reading, with_title

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_confirmed_answers_are_what_the_next_edition_says(desk: Desk) -> None:
    survey = desk.open()
    mine, other = of(survey, desk.flowers), of(survey, desk.green)
    desk.fill(mine)
    desk.save(mine, "activity.3", "花壇を\n二つ作りました。")
    desk.save(mine, "kpi.K1.source", "花壇台帳")
    desk.confirm(mine)
    desk.fill(other, desk.green_reporter)
    desk.act(other, Action.SUBMIT, desk.green_reporter)
    close(desk, survey)
    result = adopt(desk, survey)
    assert (result.document, result.revision, result.adopted, result.left_out, result.is_new) == (
        KEY,
        2,
        1,
        1,
        True,
    )
    publish_edition(document=KEY, by="企画", today=DUE, acknowledgement="試験")
    edition = load_edition("999997", DocumentKind.MAYORAL_PLEDGES, 2025)
    assert edition is not None
    content = edition.content
    assert [(one.department, one.step) for one in content.ratings] == [("花課", 7)]
    item = next(one for one in content.items if one.item_id == "01-1-1")
    assert [one.text for one in item.activities] == [
        "苗を令和7年6月1日に配りました。",
        "花壇を\n二つ作りました。",
    ]
    [indicator] = content.indicators
    actual = [one for one in indicator.values if one.role is ValueRole.ACTUAL and one.fiscal_year == 2025]
    assert [(one.quantity.value, one.note) for one in actual] == [(Decimal(9), "見込み、出典：花壇台帳")]
    lines = to_reading(current()).lines
    place = parse_place(item.activities[1].place)
    assert lines[place.first - 1 : place.last] == ("・花壇を", "二つ作りました。")


def test_adopting_twice_is_adopting_once_and_the_document_as_read_stays(desk: Desk) -> None:
    before = to_reading(current())
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    with pytest.raises(ActionDenied, match="まだ締め切られていません"):
        adopt(desk, survey)
    close(desk, survey)
    with pytest.raises(ActionDenied, match="企画担当に依頼"):
        adopt_answers(reporting_round=survey, by=desk.head, clock=desk.clock)
    assert adopt(desk, survey).is_new
    again = adopt(desk, survey)
    assert (again.is_new, again.revision) == (False, 2)
    assert to_reading(SourceDocument.objects.get(key=KEY, revision=1)) == before
    after = to_reading(current())
    assert after.lines[: len(before.lines)] == before.lines
    assert after.unaccounted == before.unaccounted
    assert after.content.document.lines == len(after.lines)
    same = import_reading(reading=with_kpi_on_the_measure(plan_reading()), by="試験")
    assert (same.outcome, same.revision) == (ImportOutcome.UNCHANGED, 2), "the file that was surveyed"
    with pytest.raises(ActionDenied, match="部署への調査があり"):
        import_reading(
            reading=with_title(with_kpi_on_the_measure(plan_reading()), "01-1", "別の題"), by="試験"
        )


def test_a_corrected_round_replaces_what_it_had_said(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close(desk, survey)
    adopt(desk, survey)
    reopen_round(reporting_round=survey, due_on=DUE, reason="訂正", by=desk.planner, clock=desk.clock)
    desk.act(mine, Action.REOPEN, desk.planner, "訂正")
    desk.save(mine, "rating.step", None)
    desk.save(mine, "rating.state", "not_started")
    desk.save(mine, "rating.reason", "苗が届かなかったため")
    desk.save(mine, "kpi.K1.value", None)
    desk.save(mine, "kpi.K1.state", "not_surveyed")
    desk.save(mine, "kpi.K1.reason", "5年ごとの調査のため")
    desk.confirm(mine)
    close(desk, survey)
    assert adopt(desk, survey).revision == 3
    content = to_reading(current()).content
    [rating] = content.ratings
    assert (rating.state, rating.step, rating.reason) == (RatingState.NOT_DUE, None, "苗が届かなかったため")
    actual = [
        one
        for one in content.indicators[0].values
        if one.fiscal_year == 2025 and one.role is ValueRole.ACTUAL
    ]
    assert [(one.quantity.value, one.note) for one in actual] == [
        (None, "本年度は調査なし：5年ごとの調査のため")
    ]


def test_done_keeps_its_word_and_its_last_rating(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.save(mine, "rating.state", "done")
    desk.save(mine, "rating.reason", "花壇が完成したため")
    desk.confirm(mine)
    close(desk, survey)
    adopt(desk, survey)
    [rating] = to_reading(current()).content.ratings
    assert (rating.state, rating.step, rating.reason) == (
        RatingState.RATED,
        7,
        "事業完了：花壇が完成したため",
    )


def test_nothing_confirmed_is_nothing_to_adopt(desk: Desk) -> None:
    survey = desk.open()
    close(desk, survey)
    with pytest.raises(ActionDenied, match="確定した回答が一つもない"):
        adopt(desk, survey)
    assert current().revision == 1


def test_a_year_begins_from_the_last_one_and_runs_to_its_edition(desk: Desk) -> None:
    last = desk.document
    common = {"previous": last, "by": desk.planner, "clock": desk.clock}
    for year, title, told in ((2025, "x", "年度より後"), (2026, " ", "題名"), (2026, "a\nb", "題名")):
        with pytest.raises(ActionDenied, match=told):
            begin_year(fiscal_year=year, title=title, **common)
    with pytest.raises(ActionDenied, match="企画担当に依頼"):
        begin_year(**(common | {"by": desk.head}), fiscal_year=2026, title="x")
    begun = begin_year(fiscal_year=2026, title="令和8年度の取組状況", **common)
    with pytest.raises(ActionDenied, match="令和8年度の文書はすでにあります"):
        begin_year(fiscal_year=2026, title="x", **common)
    reading = to_reading(begun)
    assert reading.unaccounted == ()
    assert (reading.content.ratings, reading.content.stated) == ((), ())
    assert [one.item_id for one in reading.content.items] == ["01", "01-1", "01-1-1"]
    assert not any(one.activities for one in reading.content.items)
    for item in reading.content.items:
        assert item.code in reading.lines[parse_place(item.place).first - 1]
    survey = desk.open(plan=begun.plan, previous=last, fiscal_year=2026)
    mine = of(survey, desk.flowers)
    assert mine.fields.get(name="activity.1").offered == "苗を配りました。"
    desk.save(mine, "activity.1", "苗を令和8年度も配りました。")
    saved = desk.save(mine, "rating.step", "5")
    assert saved.sheet.context.last_step == 0
    assert {(one.check_name, one.field) for one in saved.doubts} == {("jump", "rating.step")}


def test_the_edition_of_a_closed_year_does_not_change_by_a_reopened_round(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close(desk, survey)
    adopt(desk, survey)
    first = publish_edition(document=KEY, by="企画", today=DUE, acknowledgement="試験")
    reopen_round(reporting_round=survey, due_on=DUE, reason="訂正", by=desk.planner, clock=desk.clock)
    desk.act(mine, Action.REOPEN, desk.planner, "訂正")
    desk.save(mine, "rating.step", "1")
    same = publish_edition(
        document=KEY, by="企画", today=DUE + datetime.timedelta(days=1), acknowledgement="試験"
    )
    assert first.is_new
    assert not same.is_new, "drafts and reopened answers reach no edition"


def test_the_next_round_is_opened_on_the_newest_revision(desk: Desk) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.confirm(mine)
    close(desk, survey)
    adopt(desk, survey)
    with pytest.raises(ActionDenied, match="新しい稿（第2稿）があります"):
        desk.open(fiscal_year=2026)
    second = desk.open(fiscal_year=2026, plan=current().plan)
    again = of(second, desk.flowers)
    desk.fill(again)
    desk.save(again, "activity.1", "苗を令和8年6月1日に配りました。")
    saved = desk.save(again, "kpi.K1.value", "90か所")
    assert {(one.check_name, one.field) for one in saved.doubts} == {("jump", "kpi.K1.value")}
    desk.save(again, "kpi.K1.value", "10か所")
    desk.confirm(again)
    close(desk, second)
    adopt(desk, second)
    content = to_reading(current()).content
    assert [(one.fiscal_year, one.step) for one in content.ratings] == [(2025, 7), (2026, 7)]
    actual = [one for one in content.indicators[0].values if one.role is ValueRole.ACTUAL]
    assert [(one.fiscal_year, one.quantity.value) for one in actual] == [
        (2024, None), (2025, Decimal(9)), (2026, Decimal(10)),
    ]  # fmt: skip
