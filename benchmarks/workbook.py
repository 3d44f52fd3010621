"""The workbook: a department with 91 measures of its own in a round of 40 departments, made, and read and compared."""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, median_ms

DEPARTMENTS, MEASURES, YEARS = 40, 91, 10
"""Every department answers for so many measures, each with five activities and an indicator of so many years."""
AIMS = {
    "make a workbook of 91 measures": "< 1,000 ms",
    "read and compare it untouched": "< 2,000 ms",
    "read and compare it, every cell changed": "< 2,000 ms",
    "store 91 changed answers": "",
}
KEY = "benchmark"


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Median times in a process with a database of its own; the reference is one query by primary key."""
    home = home / "workbook"
    home.mkdir()
    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings",
    }
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.workbook"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    times = json.loads(told.stdout)
    reference = times.pop("one row")
    return [
        Measured(f"workbook: {name}", taken, "one row by its key", taken / reference, AIMS[name])
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
    from mitodoke.reporting.models import Assignment  # noqa: PLC0415
    from mitodoke.reporting.workbook import (  # noqa: PLC0415
        apply_workbook,
        make_workbook,
        read_workbook,
    )

    survey, department, writer = large_round()
    times: dict[str, float] = {}
    books: list[bytes] = []
    row = Assignment.objects.filter(round=survey, department=department).first()
    assert row is not None
    times["one row"] = median_ms(lambda: Assignment.objects.get(pk=row.pk), 50)
    times["make a workbook of 91 measures"] = median_ms(
        lambda: books.append(make_workbook(reporting_round=survey, department=department, key=KEY)), 5
    )
    readings: list[Any] = []

    def read(data: bytes) -> None:
        readings.append(read_workbook(data=data, name="x.xlsx", key=KEY, person=writer))

    times["read and compare it untouched"] = median_ms(lambda: read(books[0]), 5)
    if readings[-1].refusal or not readings[-1].changes_nothing:
        raise RuntimeError(readings[-1].refusal or "an untouched workbook changes something")
    altered = _altered(books[0])
    times["read and compare it, every cell changed"] = median_ms(lambda: read(altered), 5)
    if len(readings[-1].differences) < MEASURES * 10:
        raise RuntimeError("changes were not found")
    times["store 91 changed answers"] = median_ms(lambda: apply_workbook(reading=readings[-1], by=writer), 1)
    return times


def _altered(data: bytes) -> bytes:
    """Every cell that can be filled in, changed by another library."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets[1:-1]:
        for cells in sheet.iter_rows(min_row=4):
            for cell in cells:
                if not cell.protection.locked:
                    pattern = str(sheet.cell(2, cell.column).value)
                    cell.value = _typed(pattern, cell.row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _typed(pattern: str, row: int) -> Any:
    if pattern.endswith("state"):
        return "評価困難"
    if pattern.endswith("certainty"):
        return "確定"
    if pattern.endswith(("step", "value")):
        return row % 10
    return f"今年度の内容 {row}"


def large_round() -> tuple[Any, Any, Any]:
    """A round of every measure, one department, and its reporter; the planner's account is called ``planner``."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.departments.models import Department, Membership, Municipality  # noqa: PLC0415
    from mitodoke.departments.services import register_departments  # noqa: PLC0415
    from mitodoke.domain.answer_fields import Ask  # noqa: PLC0415
    from mitodoke.domain.role import Role  # noqa: PLC0415
    from mitodoke.plans.models import Plan  # noqa: PLC0415
    from mitodoke.reporting.services import import_reading, open_desk_round  # noqa: PLC0415

    import_reading(reading=_reading(), by="計測")
    city = Municipality.objects.get()
    register_departments(
        municipality=city, names=[f"第{number}課" for number in range(DEPARTMENTS)], by="計測"
    )
    department = Department.objects.get(name="第7課")
    people = {}
    for role, place in ((Role.PLANNER, None), (Role.REPORTER, department)):
        people[role] = User.objects.create(username=role.value)
        Membership.objects.create(
            person=people[role],
            role=role,
            municipality=city,
            department=place,
            valid_from=datetime.date(2020, 4, 1),
            recorded_by="計測",
            recorded_at=timezone.now(),
        )
    plan = Plan.objects.get()
    today = timezone.localdate()
    survey = open_desk_round(
        plan=plan,
        previous=plan.document,
        fiscal_year=2025,
        opened_on=today,
        due_on=today,
        asks=(Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS),
        by=people[Role.PLANNER],
    )
    return survey, department, people[Role.REPORTER]


def _reading() -> Any:
    """A plan of 40 x 91 measures with activities and indicators."""
    from mitodoke.domain.document import DocumentKind, SourceDocument  # noqa: PLC0415
    from mitodoke.domain.edition import DocumentContent, Reading  # noqa: PLC0415
    from mitodoke.domain.indicator import (  # noqa: PLC0415
        Indicator,
        IndicatorLevel,
        IndicatorValue,
        ValueRole,
    )
    from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat  # noqa: PLC0415
    from mitodoke.domain.quantity import parse_quantity  # noqa: PLC0415

    top = [
        PlanItem(item_id="1", parent_id=None, kind=ItemKind.VISION, code="1", title="まち", place="L1"),
        PlanItem(item_id="1-1", parent_id="1", kind=ItemKind.PLEDGE, code="1-1", title="花", place="L1"),
    ]
    numbers = range(DEPARTMENTS * MEASURES)
    measures = [
        PlanItem(
            item_id=f"1-1-{number}",
            parent_id="1-1",
            kind=ItemKind.MEASURE,
            code=f"1-1-{number}",
            title=f"施策{number}",
            place="L1",
            departments=(f"第{number % DEPARTMENTS}課",),
            activities=tuple(
                Activity(position=at, text=f"取組{number}の{at}。" * 10, repeat=Repeat.NONE, place="L1")
                for at in range(1, 6)
            ),
        )
        for number in numbers
    ]
    indicators = [
        Indicator(
            indicator_id=f"K{number}",
            item_id=f"1-1-{number}",
            level=IndicatorLevel.KPI,
            name=f"指標{number}",
            unit="件",
            accumulation=None,
            desired_change=None,
            values=tuple(
                IndicatorValue(
                    role=ValueRole.ACTUAL,
                    fiscal_year=2024 - year,
                    quantity=parse_quantity("12件"),
                    place="L1",
                )
                for year in range(YEARS)
            ),
            place="L1",
        )
        for number in numbers
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
    content = DocumentContent(document=document, items=(*top, *measures), indicators=tuple(indicators))
    return Reading(content=content, lines=("花",), line_uses=(), unaccounted=(1,))


if __name__ == "__main__":
    sys.exit(main())
