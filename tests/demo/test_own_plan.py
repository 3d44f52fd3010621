"""The fictional city's plan with levels of its own: it loads, says that it is fictional, and is shown."""

from __future__ import annotations

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.demo.own_plan import fictional_plan
from mitodoke.domain.finding import Severity
from mitodoke.domain.place import parse_place


def test_every_fact_has_its_place_in_the_text() -> None:
    reading = fictional_plan()
    assert reading.unaccounted == ()
    for item in reading.content.items:
        lines = parse_place(item.place)
        assert item.title in "\n".join(reading.lines[lines.first - 1 : lines.last])  # type: ignore[operator]
        for activity in item.activities:
            lines = parse_place(activity.place)
            assert activity.text in reading.lines[lines.first - 1]  # type: ignore[operator]
    assert "架空" in reading.content.document.title


def test_it_has_what_a_plan_can_have_and_no_error() -> None:
    content = fictional_plan().content
    assert [level.name for level in content.levels] == ["政策", "施策", "事務事業"]
    assert {item.kind for item in content.items} == {level.kind for level in content.levels}
    audit = audit_content(content, fictional_plan().lines)
    assert [one for one in audit.findings if one.severity is Severity.ERROR] == []
    figures = {one.subject: one.calculated for one in audit.figures}
    # 1-1: (70 + 50) ÷ 2 = 60; 1-2: 50; 2-1: (80 + 60) ÷ 2 = 70; 2-2: (90 + 20) ÷ 2 = 55; (55 + 62.5) ÷ 2.
    assert (figures["1"], figures["2"], figures["document"]) == ("55.0", "62.5", "58.8")


@pytest.mark.django_db
def test_it_is_loaded_with_the_demo_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from mitodoke.demo import load
    from mitodoke.domain.document import DocumentKind
    from mitodoke.publishing.queries import load_edition

    monkeypatch.setattr(load, "example_readings", list)
    monkeypatch.setattr(load, "fictional_readings", list)
    assert [line for line in load.load_demo() if "総合計画" in line]
    edition = load_edition("999997", DocumentKind.COMPREHENSIVE_PLAN)
    assert edition is not None
    assert edition.fictional
    assert list(load.load_demo()) == []
