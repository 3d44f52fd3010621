"""The survey of departments: who may submit what and when, and which ratings count."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from mitodoke.departments.models import Department
from mitodoke.departments.services import register_departments, register_municipality
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans.models import Plan
from mitodoke.reporting.models import ReportingRound, Submission, SubmittedRating
from mitodoke.reporting.records import to_ratings, to_reading
from mitodoke.reporting.services import SubmittedStep, close_round, import_reading, open_round, submit_ratings
from reporting.refusals import not_added, refused
from reporting.sample import plan_reading

pytestmark = pytest.mark.django_db

APRIL = datetime.date(2026, 4, 1)
MAY = datetime.date(2026, 5, 1)
MEASURE = "01-1-1"
SEVEN = SubmittedStep(item_id=MEASURE, state=RatingState.RATED, step=7)
STOPPED = SubmittedStep(item_id=MEASURE, state=RatingState.STOPPED, reason="事業を廃止したため")


@pytest.fixture
def survey() -> ReportingRound:
    """An open round for the sample's plan, which prints a rating of 花課."""
    import_reading(reading=plan_reading(), by="試験")
    return open_round(plan=Plan.objects.get(), fiscal_year=2025, opened_on=APRIL, due_on=MAY, by="企画担当")


def _department(name: str, code: str = "999997") -> Department:
    city = register_municipality(code=code, name="花咲市", by="試験")
    return register_departments(municipality=city, names=[name], by="試験")[0]


def _submit(survey: ReportingRound, name: str, *ratings: SubmittedStep) -> Submission:
    return submit_ratings(
        reporting_round=survey, department=_department(name), ratings=ratings, by=f"{name}の担当"
    )


def _counting() -> dict[str, tuple[RatingState, int | None]]:
    document = Plan.objects.get().document
    ratings = to_ratings(document, to_reading(document).content.ratings)
    return {one.department: (one.state, one.step) for one in ratings}


def test_ratings_count_when_the_round_is_closed(survey: ReportingRound) -> None:
    _submit(survey, "みどり課", SEVEN)
    assert _counting() == {"花課": (RatingState.RATED, 0)}
    close_round(reporting_round=survey, by="企画担当", today=MAY)
    assert _counting() == {"花課": (RatingState.RATED, 0), "みどり課": (RatingState.RATED, 7)}


def test_the_newest_submission_counts_and_the_earlier_one_is_kept(survey: ReportingRound) -> None:
    _submit(survey, "花課", SEVEN)
    second = _submit(survey, "花課", STOPPED)
    close_round(reporting_round=survey, by="企画担当", today=MAY)
    assert _counting() == {"花課": (RatingState.STOPPED, None)}
    assert (second.number, Submission.objects.count(), SubmittedRating.objects.count()) == (2, 2, 2)
    document = Plan.objects.get().document
    assert to_reading(document) == plan_reading(), "what the document prints stays what it prints"
    [rating] = to_ratings(document, plan_reading().content.ratings)
    assert rating == Rating(
        item_id=MEASURE,
        department="花課",
        fiscal_year=2025,
        state=RatingState.STOPPED,
        reason="事業を廃止したため",
    )


@pytest.mark.parametrize(
    ("name", "ratings", "told"),
    [
        ("花課", [], "評価が一つもありません"),
        ("木課", [SEVEN], "担当部署は花課、みどり課です"),
        ("花課", [SEVEN, STOPPED], "評価が二つあります"),
        ("花課", [replace(SEVEN, item_id="01-1")], "この計画の施策ではありません"),
        ("花課", [replace(SEVEN, item_id="99")], "この計画の施策ではありません"),
        ("花課", [replace(SEVEN, step=None)], "0 から 10 まで"),
        ("花課", [replace(SEVEN, step=11)], "0 から 10 まで"),
        ("花課", [replace(SEVEN, step=-1)], "0 から 10 まで"),
        ("花課", [replace(STOPPED, reason="")], "理由を入力"),
        ("花課", [replace(STOPPED, step=3)], "理由を入力"),
    ],
)
def test_what_a_department_may_not_submit(
    survey: ReportingRound, name: str, ratings: list[SubmittedStep], told: str
) -> None:
    with pytest.raises(ActionDenied, match=told):
        _submit(survey, name, *ratings)
    assert not Submission.objects.exists()


def test_a_department_of_another_city_may_not_submit(survey: ReportingRound) -> None:
    foreign = _department("花課", code="011002")
    with pytest.raises(ActionDenied, match="この計画の自治体の部署ではありません"):
        submit_ratings(reporting_round=survey, department=foreign, ratings=[SEVEN], by="試験")


def test_after_closing_nothing_is_submitted_or_closed_again(survey: ReportingRound) -> None:
    with pytest.raises(ActionDenied, match="開始前"):
        close_round(reporting_round=survey, by="試験", today=APRIL - datetime.timedelta(days=1))
    closed = close_round(reporting_round=survey, by="企画担当", today=APRIL)
    assert (closed.closed_on, closed.closed_by) == (APRIL, "企画担当")
    with pytest.raises(ActionDenied, match="締め切られています"):
        _submit(survey, "花課", SEVEN)  # the row in hand does not know yet that it is closed
    with pytest.raises(ActionDenied, match="すでに締め切られて"):
        close_round(reporting_round=survey, by="試験", today=MAY)


def test_one_round_a_year_and_its_end_after_its_beginning(survey: ReportingRound) -> None:
    again: dict[str, Any] = {"plan": survey.plan, "opened_on": APRIL, "by": "試験"}
    with pytest.raises(ActionDenied, match="令和7年度の調査はすでにあります"):
        open_round(**again, fiscal_year=2025, due_on=MAY)
    with pytest.raises(ActionDenied, match="期限が開始日より前"):
        open_round(**again, fiscal_year=2026, due_on=datetime.date(2026, 3, 31))
    assert open_round(**again, fiscal_year=2026, due_on=APRIL).closed_on is None


def test_where_the_source_lost_the_departments_any_may_rate() -> None:
    reading: Reading = plan_reading()
    items = tuple(replace(item, departments=None) for item in reading.content.items)
    import_reading(reading=replace(reading, content=replace(reading.content, items=items)), by="試験")
    survey = open_round(plan=Plan.objects.get(), fiscal_year=2025, opened_on=APRIL, due_on=MAY, by="試験")
    assert _submit(survey, "木課", SEVEN).number == 1


def test_rows_that_cannot_be(survey: ReportingRound) -> None:
    _submit(survey, "花課", SEVEN)
    rounds = ReportingRound.objects.all()
    refused(rounds, due_on=APRIL - datetime.timedelta(days=1))
    refused(rounds, closed_on=MAY)
    refused(rounds, closed_by="試験")
    refused(rounds, closed_on=MAY, closed_by="")
    refused(rounds, closed_on=APRIL - datetime.timedelta(days=1), closed_by="試験")
    refused(rounds, opened_by="")
    refused(Submission.objects.all(), number=0)
    refused(Submission.objects.all(), submitted_by="")
    refused(SubmittedRating.objects.all(), step=11)
    refused(SubmittedRating.objects.all(), state="stopped")
    rating = SubmittedRating.objects.get()
    not_added(SubmittedRating, submission=rating.submission, item=rating.item, state="rated", step=1)
    not_added(
        ReportingRound, plan=survey.plan, fiscal_year=2025, opened_on=APRIL, due_on=APRIL, opened_by="試験"
    )
