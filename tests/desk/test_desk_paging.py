"""Long lists in pages: which lines, what is told of them, and the way to the pages beside."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.test import RequestFactory
from django.urls import reverse

from desk.city import body, signed_in
from desk.plan_pages import PlanPages
from mitodoke.desk.paging import page_of
from mitodoke.desk.views import follow, imports_originals
from mitodoke.desk.views.plans import bulk, plan_page
from mitodoke.domain.plan_change import AddItem

# lines, asked, size: first, last, number, pages
PAGES = [
    (0, "", 10, (0, 0, 1, 1)),
    (1, "", 10, (1, 1, 1, 1)),
    (10, "", 10, (1, 10, 1, 1)),
    (11, "", 10, (1, 10, 1, 2)),
    (11, "2", 10, (11, 11, 2, 2)),
    (25, "2", 10, (11, 20, 2, 3)),
    (25, "3", 10, (21, 25, 3, 3)),
    (25, "4", 10, (21, 25, 3, 3)),
    (25, "0", 10, (21, 25, 3, 3)),
    (25, "-1", 10, (21, 25, 3, 3)),
    (25, "x", 10, (1, 10, 1, 3)),
    (25, "2.5", 10, (1, 10, 1, 3)),
    (25, "9" * 5000, 10, (1, 10, 1, 3)),
    (25, "\x00", 10, (1, 10, 1, 3)),
]


@pytest.mark.parametrize(("lines", "asked", "size", "expected"), PAGES)
def test_a_page_has_its_lines_and_says_which(
    lines: int, asked: str, size: int, expected: tuple[int, int, int, int]
) -> None:
    page = page_of(RequestFactory().get("/", {"page": asked}), range(lines), size)
    assert (page.first, page.last, page.number, page.pages) == expected
    assert page.total == lines
    assert page.lines == (tuple(range(page.first - 1, page.last)) if lines else ())
    assert (page.previous is None, page.next is None) == (page.number == 1, page.number == page.pages)


def test_the_way_on_keeps_what_was_asked() -> None:
    asked = {"q": "花&壇", "department": ["みどり課", "花課"], "page": "2"}
    page = page_of(RequestFactory().get("/", asked), range(30), 10)
    for address, number in ((page.previous, "1"), (page.next, "3")):
        assert address is not None
        assert address.startswith("?")
        assert parse_qs(address[1:]) == {"q": ["花&壇"], "department": ["みどり課", "花課"], "page": [number]}


@pytest.fixture
def pages() -> PlanPages:
    return PlanPages()


@pytest.mark.django_db
def test_a_large_plan_is_read_page_by_page(pages: PlanPages, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (plan_page, bulk, follow):
        monkeypatch.setattr(module, "ITEMS_A_PAGE", 3)
    pages.desk.edit(pages.ledger, AddItem(parent_id=None, code="2", title="おわりの政策"))
    verification = reverse("desk:verification", kwargs={"ledger_id": pages.ledger.pk, "year": 2026})
    for address in (pages.address("plan"), pages.address("plan_bulk"), verification):
        first = body(pages.planner.get(address))
        assert "1～3件目" in first, address
        assert 'href="?page=2" rel="next"' in first, address
        assert "おわりの政策" not in first, address
        second = body(pages.planner.get(address, {"page": 2}))
        assert "4～5件目" in second, address
        assert "おわりの政策" in second, address
    found = body(pages.planner.get(pages.address("plan"), {"q": "おわり"}))
    assert "件目" not in found
    assert "おわりの政策" in found


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2])
def test_the_pages_of_the_records_hold_each_once(
    pages: PlanPages, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(imports_originals, "A_PAGE", size)
    desk = pages.desk
    address = reverse("desk:document_records", kwargs={"document": desk.document.key})
    planner = signed_in(desk.planner)
    rows: list[str] = []
    query: dict[str, str] = {}
    for _ in range(1000):
        page = body(planner.get(address, query))
        assert len(_names(page)) <= size
        rows += _names(page)
        if 'rel="next"' not in page:
            break
        query = {"page": page.split('rel="next"', 1)[0].rsplit("?page=", 1)[1].split('"', 1)[0]}
    monkeypatch.setattr(imports_originals, "A_PAGE", 10**6)
    assert rows == _names(body(planner.get(address)))
    assert len(rows) > size


def _names(page: str) -> list[str]:
    return [one.split("</th>", 1)[0] for one in page.split('<th role="rowheader" scope="row">')[1:]]
