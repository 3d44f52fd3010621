"""The city of the year-long tests: three departments, last year's documents, and everybody who works on a year."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils import timezone

from mitodoke.departments.models import Department, Membership, Municipality
from mitodoke.departments.services import register_departments
from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, Recurrence
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import Activity, ItemKind, PlanItem, Repeat
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.role import Role
from mitodoke.reporting.services import import_reading
from reporting.sample import LINES, document, register_reading

LAST_YEAR, THIS_YEAR = 2024, 2025
WEB, BOOK, LATE = DEPARTMENTS = "花課", "みどり課", "公園課"
"""One answers on the web, one by workbook, one late; a measure of several names them in this order."""
MEASURES = {
    "01-1-1": ("苗を配る", (WEB,)),
    "01-1-2": ("花壇をつくる", (BOOK,)),
    "01-2-1": ("公園をひらく", (LATE,)),
    "01-2-2": ("木を植える", (WEB, BOOK)),
    "02-1-1": ("水路を直す", (WEB, LATE)),
}
"""The measures of the pledges: their titles and who answers for them."""
INDICATORS = {
    "S1-1-1": ("S1-1", "苗の数", "本", ("1,000", "1,100", "1,300")),
    "S1-1-2": ("S1-1", "参加した割合", "%", ("40.0", "42.5", "45.5")),
    "S1-2-1": ("S1-2", "花壇の数", "か所", ("20", "28", "40")),
    "S2-1-1": ("S2-1", "公園を使う人", "人", ("900", "1,000", "30,000")),
}
"""The KPIs of the strategy: project, name, unit, and the numbers of baseline, last year and target."""
PROJECTS = {"S1-1": ("苗の事業", WEB), "S1-2": ("花壇の事業", BOOK), "S2-1": ("公園の事業", LATE)}
ENTRIES = {
    "co_hosting-1": ("花まつり", WEB),
    "co_hosting-2": ("木のまつり", BOOK),
    "co_hosting-3": ("公園そうじ", LATE),
}
"""The entries of last year's register, which are asked about again."""


def build(password: str) -> None:
    """Store all of it; everyone signs in with `password`."""
    for reading in (pledges(), strategy(), register()):
        import_reading(reading=reading, by="試験")
    city = Municipality.objects.get()
    web, book, late = register_departments(municipality=city, names=[WEB, BOOK, LATE], by="試験")
    accounts: dict[str, list[tuple[Role, Department | None]]] = {
        "kikaku": [(Role.PLANNER, None)],
        "hana": [(Role.REPORTER, web)],
        "midori": [(Role.REPORTER, book)],
        "koen": [(Role.REPORTER, late)],
        "bucho": [(Role.HEAD, one) for one in (web, book, late)],
    }
    for username, roles in accounts.items():
        person = User.objects.create_user(username, password=password, last_name=f"{username}さん")
        for role, department in roles:
            Membership.objects.create(
                person=person,
                role=role,
                municipality=city,
                department=department,
                valid_from=datetime.date(2020, 4, 1),
                recorded_by="試験",
                recorded_at=timezone.now(),
            )


def pledges() -> Reading:
    """Last year's report on the pledges."""
    outline = [
        ("01", None, ItemKind.VISION, "花のまち"),
        ("01-1", "01", ItemKind.PLEDGE, "花をふやす"),
        ("01-2", "01", ItemKind.PLEDGE, "緑をふやす"),
        ("02", None, ItemKind.VISION, "水のまち"),
        ("02-1", "02", ItemKind.PLEDGE, "水をきれいにする"),
    ]
    items = [
        PlanItem(item_id=code, parent_id=parent, kind=kind, code=code, title=title, place="L3")
        for code, parent, kind, title in outline
    ]
    for code, (title, departments) in MEASURES.items():
        done = Activity(position=1, text=f"{title}ことを始めました。", repeat=Repeat.NONE, place="L5")
        items.append(
            PlanItem(
                item_id=code,
                parent_id=code.rpartition("-")[0],
                kind=ItemKind.MEASURE,
                code=code,
                title=title,
                place="L4",
                departments=departments,
                activities=(done,),
            )
        )
    items.sort(key=lambda item: item.code)
    return _reading(DocumentContent(document=document(year=LAST_YEAR), items=tuple(items)), "花の市の公約")


def strategy() -> Reading:
    """Last year's strategy, whose KPIs have a baseline, last year's value and a target."""
    outline = [
        ("G1", None, ItemKind.BASIC_GOAL, "花で働く"),
        ("1-1", "G1", ItemKind.BASIC_DIRECTION, "花をそだてる"),
        ("S1", "1-1", ItemKind.MEASURE, "花の畑"),
        ("S2", "1-1", ItemKind.MEASURE, "花の公園"),
    ]
    items = [
        PlanItem(item_id=code, parent_id=parent, kind=kind, code=code, title=title, place="L3")
        for code, parent, kind, title in outline
    ]
    items += [
        PlanItem(
            item_id=code,
            parent_id=code.rpartition("-")[0],
            kind=ItemKind.PROJECT,
            code=code,
            title=title,
            place="L4",
            departments=(department,),
        )
        for code, (title, department) in PROJECTS.items()
    ]
    order = ["G1", "1-1", "S1", "S1-1", "S1-2", "S2", "S2-1"]
    items.sort(key=lambda item: order.index(item.code))
    indicators = tuple(
        Indicator(
            indicator_id=key,
            item_id=item,
            level=IndicatorLevel.KPI,
            name=name,
            unit=unit,
            accumulation=Accumulation.ANNUAL,
            desired_change=DesiredChange.INCREASE,
            values=(
                _value(ValueRole.BASELINE, 2022, baseline + unit),
                _value(ValueRole.ACTUAL, LAST_YEAR, last + unit),
                _value(ValueRole.TARGET, 2026, target + unit),
            ),
            place="L4",
        )
        for key, (item, name, unit, (baseline, last, target)) in INDICATORS.items()
    )
    kind = DocumentKind.COMPREHENSIVE_STRATEGY
    content = DocumentContent(document=document(kind, LAST_YEAR), items=tuple(items), indicators=indicators)
    return _reading(content, "花の市の総合戦略")


def register() -> Reading:
    """Last year's register of one yearly project a department."""
    [pattern] = register_reading(LAST_YEAR).content.entries
    entries: list[CollaborationEntry] = [
        replace(
            pattern,
            entry_id=key,
            number=str(number),
            title=title,
            departments=(department,),
            form=CollaborationForm.CO_HOSTING,
            recurrence=Recurrence.ANNUAL,
            organisations_printed="花の会",
            organisations=pattern.organisations[:1],
            participants_printed=None,
            participants=None,
        )
        for number, (key, (title, department)) in enumerate(ENTRIES.items(), start=1)
    ]
    content = DocumentContent(
        document=document(DocumentKind.COLLABORATION_REGISTER, LAST_YEAR), entries=tuple(entries)
    )
    return _reading(content, "花の市の協働事業")


def _reading(content: DocumentContent, title: str) -> Reading:
    named = replace(content, document=replace(content.document, title=title))
    return Reading(content=named, lines=LINES, line_uses=(), unaccounted=())


def _value(role: ValueRole, year: int, printed: str) -> IndicatorValue:
    return IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(printed), place="L4")
