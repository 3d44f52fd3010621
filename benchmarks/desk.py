"""The desk: a round of 2,000 answers in 40 departments; saving a field, the board, an approval of many."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, median_ms

DEPARTMENTS, MEASURES = 40, 50
"""Every department is asked about so many measures of its own: 2,000 answers."""
AIMS = {
    "open a round of 2,000 answers": "",
    "save a field of a draft": "< 50 ms",
    "page of an answer (query)": "< 50 ms",
    "board of 2,000 answers": "< 200 ms",
    "matrix of 2,000 answers": "< 200 ms",
    "tasks of the planner, 2,000 answers": "< 200 ms",
    "submit 2,000 answers": "",
    "approve 2,000 answers": "",
}


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Median times in a process with a database of its own; the reference is one query by primary key."""
    home = home / "desk"
    home.mkdir()
    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings",
    }
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk"], env=environment, capture_output=True, text=True, check=True
    )
    times = json.loads(told.stdout)
    reference = times.pop("one row")
    return [
        Measured(f"desk: {name}", taken, "one row by its key", taken / reference, AIMS[name])
        for name, taken in times.items()
    ]


def main() -> int:
    """Build the round, measure, and print the times as JSON."""
    import django  # noqa: PLC0415  settings are read at import: the home must be set first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(json.dumps(_times()))
    return 0


def _times() -> dict[str, float]:
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.domain.approval import Action  # noqa: PLC0415
    from mitodoke.reporting.models import AnswerField, Assignment  # noqa: PLC0415
    from mitodoke.reporting.queries import answer_page, board, matrix, tasks_of  # noqa: PLC0415
    from mitodoke.reporting.services import SeenAnswer, act_on_answers, save_field  # noqa: PLC0415

    times: dict[str, float] = {}
    planner, writer, head, survey, times["open a round of 2,000 answers"] = _round()
    rows = list(Assignment.objects.filter(round=survey))
    today = timezone.localdate()
    count = iter(range(1, 10_000))

    def save() -> None:
        number = next(count)
        save_field(
            assignment=rows[0], field="rating.reason", value=f"理由{number}", revision=number - 1, by=writer
        )

    times["one row"] = median_ms(lambda: Assignment.objects.get(pk=rows[0].pk), 50)
    times["save a field of a draft"] = median_ms(save, 50)
    times["page of an answer (query)"] = median_ms(
        lambda: answer_page(assignment_id=rows[0].pk, person=planner), 20
    )
    for row in rows:
        row.fields.create(
            name="rating.step",
            value="5",
            revision=1,
            changed_by="x",
            changed_at=datetime.datetime.now(datetime.UTC),
        )
    AnswerField.objects.filter(name="activity.1").update(
        value="今年度の取組", revision=1, changed_by="x", changed_at=datetime.datetime.now(datetime.UTC)
    )
    Assignment.objects.filter(round=survey).update(state="draft")
    times["board of 2,000 answers"] = median_ms(lambda: board(reporting_round=survey, today=today), 10)
    times["matrix of 2,000 answers"] = median_ms(lambda: matrix(reporting_round=survey, today=today), 10)

    def act(action: Action, person: Any) -> None:
        report = act_on_answers(
            answers=[SeenAnswer(assignment=row) for row in rows], action=action, by=person
        )
        if report.refused:
            raise RuntimeError(str(report.refused[0].refusal))

    times["submit 2,000 answers"] = median_ms(lambda: act(Action.SUBMIT, writer), 1)
    times["approve 2,000 answers"] = median_ms(lambda: act(Action.APPROVE, head), 1)
    times["tasks of the planner, 2,000 answers"] = median_ms(lambda: tasks_of(person=planner), 5)
    return times


def _round() -> tuple[Any, Any, Any, Any, float]:
    """A city, its plan, three people who may do everything, and the round with the time its opening took."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.departments.models import Membership, Municipality  # noqa: PLC0415
    from mitodoke.departments.services import register_departments  # noqa: PLC0415
    from mitodoke.domain.answer_fields import Ask  # noqa: PLC0415
    from mitodoke.domain.role import DEPARTMENT_ROLES, Role  # noqa: PLC0415
    from mitodoke.plans.models import Plan  # noqa: PLC0415
    from mitodoke.reporting.services import import_reading, open_desk_round  # noqa: PLC0415

    import_reading(reading=_reading(), by="計測")
    city = Municipality.objects.get()
    departments = register_departments(
        municipality=city, names=[f"第{number}課" for number in range(DEPARTMENTS)], by="計測"
    )
    people = {}
    for role in (Role.PLANNER, Role.REPORTER, Role.HEAD):
        people[role] = User.objects.create(username=role.value)
        for department in departments if role in DEPARTMENT_ROLES else [None]:
            Membership.objects.create(
                person=people[role],
                role=role,
                municipality=city,
                department=department,
                valid_from=datetime.date(2020, 4, 1),
                recorded_by="計測",
                recorded_at=datetime.datetime.now(datetime.UTC),
            )
    plan = Plan.objects.get()
    today = timezone.localdate()
    opened: list[Any] = []

    def open_round() -> None:
        opened.append(
            open_desk_round(
                plan=plan,
                previous=plan.document,
                fiscal_year=2025,
                opened_on=today,
                due_on=today,
                asks=(Ask.RATINGS, Ask.ACTIVITIES),
                by=people[Role.PLANNER],
            )
        )

    taken = median_ms(open_round, 1)
    return people[Role.PLANNER], people[Role.REPORTER], people[Role.HEAD], opened[0], taken


def _reading() -> Any:
    """A plan of 2,000 measures, each with an activity and its department."""
    from mitodoke.domain.document import DocumentKind, SourceDocument  # noqa: PLC0415
    from mitodoke.domain.edition import DocumentContent, Reading  # noqa: PLC0415
    from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat  # noqa: PLC0415

    top = [
        PlanItem(item_id="1", parent_id=None, kind=ItemKind.VISION, code="1", title="まち", place="L1"),
        PlanItem(item_id="1-1", parent_id="1", kind=ItemKind.PLEDGE, code="1-1", title="花", place="L1"),
    ]
    measures = [
        PlanItem(
            item_id=f"1-1-{number}",
            parent_id="1-1",
            kind=ItemKind.MEASURE,
            code=f"1-1-{number}",
            title=f"施策{number}",
            place="L1",
            departments=(f"第{number % DEPARTMENTS}課",),
            activities=(Activity(position=1, text=f"取組{number}", repeat=Repeat.NONE, place="L1"),),
        )
        for number in range(DEPARTMENTS * MEASURES)
    ]
    document = SourceDocument(
        document="mayoral_pledges-999997-2025",
        title="花咲市の公約",
        kind=DocumentKind.MAYORAL_PLEDGES,
        layout="made",
        municipality_code="999997",
        municipality="花咲市",
        fiscal_year=2025,
        period_start=None,
        period_end=None,
        as_of=None,
        published=None,
        publisher=None,
        sha256="0" * 64,
        lines=1,
        lines_accounted=0,
    )
    content = DocumentContent(document=document, items=(*top, *measures))
    return Reading(content=content, lines=("花",), line_uses=(), unaccounted=(1,))


if __name__ == "__main__":
    sys.exit(main())
