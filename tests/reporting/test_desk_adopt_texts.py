"""Entries of a register and texts of any kind on their way from the desk into a document."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import OrganisationRole
from mitodoke.domain.place import parse_place
from mitodoke.reporting.records import to_reading
from mitodoke.reporting.services import (
    add_entry,
)
from reporting.adopting import adopt, close, current
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_entries_of_a_register_become_its_records(desk: Desk) -> None:
    survey = desk.open_register()
    held = of(survey, desk.flowers)
    desk.save(held, "occurrence.1.dates", "令和7年5月3日～5日")
    desk.save(held, "occurrence.1.participants", "延べ1,309人")
    desk.confirm(held)
    stopped = add_entry(
        reporting_round=survey, department=desk.green, by=desk.green_reporter, clock=desk.clock
    )
    for name, value in (
        ("title", "緑の日"),
        ("form", "patronage"),
        ("state", "stopped"),
        ("reason", "荒天のため"),
    ):
        desk.save(stopped, f"entry.{name}", value, desk.green_reporter)
    desk.confirm(stopped, desk.green_reporter, desk.green_head)
    close(desk, survey)
    adopt(desk, survey)
    reading = to_reading(current("collaboration_register-999997-2025"))
    first, second = reading.content.entries
    assert (first.entry_id, first.title, first.departments, first.fiscal_year) == (
        "co_hosting-1",
        "花まつり",
        ("花課",),
        2025,
    )
    [occurrence] = first.occurrences
    assert (occurrence.start, occurrence.end, occurrence.participants, occurrence.cumulative) == (
        "2025-05-03", "2025-05-05", 1309, True,
    )  # fmt: skip
    assert [(one.name, one.role) for one in first.organisations] == [
        ("花の会", OrganisationRole.PARTNER),
        ("草の会", OrganisationRole.ORGANISER),
    ]
    assert (first.since_year, first.purpose) == (1989, "花を\n見る")
    assert second.entry_id == "patronage-2025-new-1"
    assert [(one.cancelled, one.note) for one in second.occurrences] == [(True, "中止：荒天のため")]
    assert "延べ1,309人" in reading.lines[parse_place(first.place).last - 1]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>&amp;",
        '=HYPERLINK("https://example.jp")',
        "L1-L5\n\n\n・三行あけて",
        "改行でない区切り\u2028と\u3000全角の空白",
        "髙橋・﨑山・𠮷田・①㈱～",
        "x" * 4000,
    ],
)
def test_hostile_texts_come_back_as_typed(desk: Desk, text: str) -> None:
    survey = desk.open()
    mine = of(survey, desk.flowers)
    desk.fill(mine)
    desk.save(mine, "activity.1", text)
    desk.confirm(mine)
    close(desk, survey)
    adopt(desk, survey)
    reading = to_reading(current())
    [activity] = next(one for one in reading.content.items if one.item_id == "01-1-1").activities
    place = parse_place(activity.place)
    assert activity.text == text
    assert "\n".join(reading.lines[place.first - 1 : place.last]) == f"・{text}"
    assert not adopt(desk, survey).is_new
