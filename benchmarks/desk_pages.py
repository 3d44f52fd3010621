"""The pages of the desk for 40 departments with 91 measures each and ten years of values: 3,640 answers."""

from __future__ import annotations

import datetime
import gc
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, median_ms

BOARD = "round"
"""The board: the progress of every department."""
FIRST = "publication, first look after a change (audit included)"
FILES = {"workbook", "workbooks_zip", "matrix_csv", "matrix_xlsx", "people_upload_form", "people_review_csv"}
"""Addresses that give a file; a workbook is measured in `benchmarks.workbook`."""
AIM, BOARD_AIM = "< 150 ms", "< 300 ms"
RUNS = 9


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Median times in a process with a database of its own; the reference is one query by primary key."""
    home = home / "desk_pages"
    home.mkdir()
    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "MITODOKE_ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings",
    }
    command = [sys.executable, "-m", "benchmarks.desk_pages"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    times = json.loads(told.stdout)
    reference = times.pop("one row")
    return [
        Measured(
            f"desk page: {name}",
            taken,
            "one row by its key",
            taken / reference,
            {BOARD: BOARD_AIM, FIRST: ""}.get(name, AIM),
        )
        for name, taken in times.items()
    ]


def main() -> int:
    """Build the round, measure, and print the times as JSON."""
    import django  # noqa: PLC0415  settings are read at import: the home must be set first

    from mitodoke.cli.main import CIRCLES_SOUGHT  # noqa: PLC0415

    django.setup()
    gc.set_threshold(*CIRCLES_SOUGHT)  # as `mitodoke serve` does
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(json.dumps(_times()))
    return 0


def _times() -> dict[str, float]:
    """The median of every page that answers a GET: as the reporter where they see other things, else as the planner."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from benchmarks.workbook import large_round  # noqa: PLC0415
    from mitodoke.desk.urls import urlpatterns  # noqa: PLC0415
    from mitodoke.publishing.services import publish_edition  # noqa: PLC0415
    from mitodoke.reporting.models import Assignment  # noqa: PLC0415

    survey, department, writer = large_round()
    answer = Assignment.objects.filter(round=survey, department=department).first()
    assert answer is not None
    parts = _plan_and_people() | {
        "assignment_id": answer.pk,
        "round_id": survey.pk,
        "department_id": department.pk,
    }
    planner, reporter = Client(), Client()
    planner.force_login(User.objects.get(username="planner"))
    reporter.force_login(writer)

    def address(name: str, wanted: Iterable[str]) -> str:
        return reverse(f"desk:{name}", kwargs={one: parts[one] for one in wanted})

    times: dict[str, float] = {"one row": median_ms(lambda: Assignment.objects.get(pk=answer.pk), 50)}
    times[FIRST] = median_ms(lambda: _get(planner, address("publication", ["document"])), 1)
    for name in ("home", "round_answers", "answer"):
        [wanted] = [one.pattern.converters for one in urlpatterns if one.name == name]
        times[f"{name}, as a reporter"] = median_ms(lambda: _get(reporter, address(name, wanted)), RUNS)  # noqa: B023  called at once
    for pattern in urlpatterns:
        name, wanted = str(pattern.name), pattern.pattern.converters
        if name in FILES or not set(wanted) <= set(parts):
            continue
        if planner.get(address(name, wanted)).status_code == 200:
            times[name] = median_ms(lambda: _get(planner, address(name, wanted)), RUNS)  # noqa: B023  called at once
    publish_edition(
        document=str(parts["document"]), by="計測", today=datetime.date(2025, 4, 1), acknowledgement="計測"
    )
    for name in ("publication", "preview", "edition", "reports"):
        [wanted] = [one.pattern.converters for one in urlpatterns if one.name == name]
        times[f"{name}, once public"] = median_ms(lambda: _get(planner, address(name, wanted)), RUNS)  # noqa: B023  called at once
    return times


def _plan_and_people() -> dict[str, Any]:
    """The plan is run from the desk, the planner has every role of the city, and each department two reporters and heads.

    What stands in the addresses of the plan and the city.
    """
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.departments.models import Membership, Municipality  # noqa: PLC0415
    from mitodoke.documents.queries import current_document  # noqa: PLC0415
    from mitodoke.domain.role import DEPARTMENT_ROLES, Role  # noqa: PLC0415
    from mitodoke.plans.services import take_over_plan  # noqa: PLC0415

    city, planner = Municipality.objects.get(), User.objects.get(username="planner")
    start = datetime.date(2020, 4, 1)
    held = [(planner, role, None) for role in Role if role not in {*DEPARTMENT_ROLES, Role.PLANNER}]
    for number, (department, role) in enumerate(itertools.product(city.departments.all(), DEPARTMENT_ROLES)):
        held += [(User.objects.create(username=f"{number}-{at}"), role, department) for at in range(2)]
    Membership.objects.bulk_create(
        Membership(
            person=person,
            role=role,
            municipality=city,
            department=department,
            valid_from=start,
            recorded_by="計測",
            recorded_at=timezone.now(),
        )
        for person, role, department in held
    )
    document = current_document("mayoral_pledges-999997-2025")
    assert document is not None
    ledger = take_over_plan(document=document, title="公約", decider="市長", decided_on=start, by=planner)
    return {
        "code": city.code,
        "document": document.key,
        "page": f"{city.code}/",
        "ledger_id": ledger.pk,
        "item_id": "1-1-1",
        "indicator_id": "K1",
        "revision_number": 1,
        "year": 2025,
        "version": 1,
    }


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


if __name__ == "__main__":
    sys.exit(main())
