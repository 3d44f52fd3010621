"""The pages of the desk for 40 departments with 91 measures each and ten years of values: 3,640 answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import Measured, median_ms

BOARD = "board (progress of the round)"
BEFORE, FIRST = "before publication", "before publication, first look after a change (audit included)"
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

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(json.dumps(_times()))
    return 0


def _times() -> dict[str, float]:
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from benchmarks.workbook import large_round  # noqa: PLC0415
    from mitodoke.reporting.models import Assignment  # noqa: PLC0415

    survey, department, writer = large_round()
    mine = Assignment.objects.filter(round=survey, department=department)
    answer = mine.first()
    assert answer is not None
    planner, reporter = Client(), Client()
    planner.force_login(User.objects.get(username="planner"))
    reporter.force_login(writer)
    city, number = {"code": "999997"}, {"round_id": survey.pk}
    document = {"document": "mayoral_pledges-999997-2025"}
    pages: dict[str, tuple[Client, str]] = {
        "tasks of a department": (reporter, reverse("desk:home")),
        "an answer to fill in": (reporter, reverse("desk:answer", kwargs={"assignment_id": answer.pk})),
        "answers of a department": (reporter, reverse("desk:round_answers", kwargs=number)),
        "tasks of the planner": (planner, reverse("desk:home")),
        "answers to check": (planner, reverse("desk:approvals")),
        "rounds": (planner, reverse("desk:rounds", kwargs=city)),
        BOARD: (planner, reverse("desk:round", kwargs=number)),
        "answers of the round": (planner, reverse("desk:round_answers", kwargs=number)),
        "matrix": (planner, reverse("desk:matrix", kwargs=number)),
        "documents": (planner, reverse("desk:documents", kwargs=city)),
        "plans": (planner, reverse("desk:plans", kwargs=city)),
        "imports": (planner, reverse("desk:imports", kwargs=city)),
        BEFORE: (planner, reverse("desk:publication", kwargs=document)),
    }
    times: dict[str, float] = {"one row": median_ms(lambda: Assignment.objects.get(pk=answer.pk), 50)}
    times[FIRST] = median_ms(lambda: _get(*pages[BEFORE]), 1)
    for name, (client, address) in pages.items():
        times[name] = median_ms(lambda: _get(client, address), RUNS)  # noqa: B023  called at once
    return times


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


if __name__ == "__main__":
    sys.exit(main())
