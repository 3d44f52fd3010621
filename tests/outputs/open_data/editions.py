"""Editions made by hand: a fictional city's plan, strategy and register, with every oddity the formats must bear."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.domain.figure import Figure, RuleTrial
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.domain.rating import Rating, RatingState
from publishing.beside_records import with_everything, with_evidence, with_opinions

HOSTILE = (
    "=1+1", "+81-3", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://example.com\")", "<script>alert(1)</script>",
    "</script><b>&amp;", "a,b", "彼の\"声\"", "一行目\n二行目", "  前後　の空白 ", "\u202eevil\u202c", "𠮷野家と髙﨑",
    "①㈱㎡〜−—é葛\U000e0100か\u3099", "\x00\x07\x1b[31m", "'already", "a|b", "]]>", "\u2028段", "- 箇条", "０１２",
)  # fmt: skip


def _document(kind: DocumentKind, title: str, year: int = 2025) -> SourceDocument:
    return SourceDocument(
        document=f"{kind}-999997-{year}",
        title=title,
        kind=kind,
        layout="by_hand",
        municipality_code="999997",
        municipality="花咲市",
        fiscal_year=year,
        period_start=f"{year}-04-01",
        period_end=f"{year + 1}-03-31",
        as_of=f"{year + 1}-03-31",
        published=f"{year + 1}-05",
        publisher="総合政策部",
        sha256="0" * 64,
        lines=120,
        lines_accounted=120,
    )


def _items() -> tuple[PlanItem, ...]:
    return (
        PlanItem(
            item_id="01", parent_id=None, kind=ItemKind.VISION, code="01", title="人が集うまち", place="L3",
            printed_progress=Decimal("41.2"),
        ),
        PlanItem(
            item_id="01-1", parent_id="01", kind=ItemKind.PLEDGE, code="01-1", title="図書館を夜まで開きます",
            place="L5-L6", printed_progress=Decimal(0),
        ),
        PlanItem(
            item_id="01-1-1", parent_id="01-1", kind=ItemKind.MEASURE, code="01-1-1", title="開館時間の延長",
            place="L8", departments=("中央図書館", "財政課"), flags=(RevisionFlag.CONTENT_CHANGED,), sdgs=(4, 11),
            repeat=Repeat.PARTIAL, summary="夜間の利用を\n試行する。", audience=("市民",), outcomes=("利用者の増",),
            activities=(
                Activity(position=1, text="試行を行った。", repeat=Repeat.NONE, place="L10"),
                Activity(position=2, text=None, repeat=Repeat.FULL, place="L11"),
            ),
        ),
        PlanItem(
            item_id="01-1-2", parent_id="01-1", kind=ItemKind.MEASURE, code="01-1-2", title=None, place="L14",
            departments=None, flags=None, sdgs=None,
        ),
    )  # fmt: skip


def pledges() -> Edition:
    """A pledge report with ratings, a lost heading, figures, rules and findings."""
    return Edition(
        content=DocumentContent(
            document=_document(DocumentKind.MAYORAL_PLEDGES, "市長公約の取組状況"),
            items=_items(),
            glossary=(GlossaryTerm(number=3, term="関係人口", definition="地域と関わる人々。", place="L90"),),
            ratings=(
                Rating(item_id="01-1-1", department="中央図書館", fiscal_year=2025, state=RatingState.RATED, step=0),
                Rating(
                    item_id="01-1-2", department="財政課", fiscal_year=2025, state=RatingState.NOT_DUE,
                    reason="来年度から",
                ),
            ),
        ),
        audit=Audit(
            figures=(
                Figure(
                    subject="01", figure="progress", printed="41%", calculated_exact="41.2", calculated="41",
                    rule="mean_down", agrees=True, place="L3",
                ),
                Figure(
                    subject="document", figure="count.measures", printed=None, calculated_exact="2", calculated="2",
                    rule="count", agrees=None, place=None,
                ),
            ),
            trials=(
                RuleTrial(rule="down", label="切り捨て", reproduces=1, of=1, failures=()),
                RuleTrial(rule="half_up", label="四捨五入", reproduces=0, of=1, failures=("01: 41 ≠ 42", "02: 3 ≠ 4")),
            ),
            findings=(
                Finding(
                    check="lost_heading", severity=Severity.NOTE, subject="01-1-2", field="title", place="L14",
                    printed="", expected="", message="見出しがありません。原典を確かめてください。",
                ),
            ),
        ),
        version=1,
        published_on="2026-06-01",
        fictional=True,
    )  # fmt: skip


def _value(role: ValueRole, year: int | None, printed: str, **more: object) -> IndicatorValue:
    return IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(printed), place="L30", **more)  # type: ignore[arg-type]


def strategy() -> Edition:
    """A strategy with indicators of every direction, zeros, dashes, text targets and several targets a year."""
    goal = PlanItem(
        item_id="G1", parent_id=None, kind=ItemKind.BASIC_GOAL, code="G1", title="しごとをつくる", place="L1"
    )
    project = PlanItem(
        item_id="S1-1", parent_id=None, kind=ItemKind.PROJECT, code="S1-1", title="起業を支える", place="L20",
        sdgs=(8, 9),
    )  # fmt: skip
    baseline, actual, target = ValueRole.BASELINE, ValueRole.ACTUAL, ValueRole.TARGET
    indicators = (
        Indicator(
            indicator_id="G1-N1", item_id="G1", level=IndicatorLevel.NUMERICAL_TARGET, name="婚姻率", unit="%",
            accumulation=None, desired_change=DesiredChange.INCREASE, place="L30",
            values=(_value(baseline, 2018, "5.5%"), _value(actual, 2025, "5.0%"), _value(target, 2026, "5.9%")),
        ),
        Indicator(
            indicator_id="S1-1-1", item_id="S1-1", level=IndicatorLevel.KPI, name="待機児童数", unit="人",
            accumulation=Accumulation.ANNUAL, desired_change=DesiredChange.DECREASE, place="L31",
            values=(
                _value(baseline, 2018, "12人"), _value(actual, 2024, "0人"), _value(actual, 2025, "－"),
                _value(target, 2026, "0人"),
            ),
        ),
        Indicator(
            indicator_id="S1-1-2", item_id="S1-1", level=IndicatorLevel.KPI, name="起業の件数", unit="件",
            accumulation=Accumulation.CUMULATIVE, desired_change=DesiredChange.INCREASE, place="L32",
            values=(
                _value(actual, 2025, "累計 45件"), _value(target, 2026, "累計 230件"), _value(target, 2026, "250件"),
                _value(target, None, "300件"),
            ),
        ),
        Indicator(
            indicator_id="S1-1-3", item_id="S1-1", level=IndicatorLevel.KPI, name="方針の策定", unit=None,
            accumulation=None, desired_change=None, place="L33",
            values=(_value(actual, 2025, "検討中", calendar_year=True), _value(target, 2026, "策定")),
        ),
        Indicator(
            indicator_id="S1-1-4", item_id="S1-1", level=IndicatorLevel.KPI, name="人口", unit="人",
            accumulation=Accumulation.SNAPSHOT, desired_change=DesiredChange.MAINTAIN, place="L34",
            values=(_value(baseline, 2018, "199.5万人"), _value(target, 2026, "199.5万人")),
        ),
    )  # fmt: skip
    return Edition(
        content=DocumentContent(
            document=_document(DocumentKind.COMPREHENSIVE_STRATEGY, "花咲市総合戦略"),
            items=(goal, project),
            indicators=indicators,
        ),
        audit=Audit(),
        version=2,
        published_on="2026-07-01",
    )


def occurrence(position: int, start: str | None, end: str | None = None, **more: object) -> Occurrence:
    """One date, with what the test is about in `more`."""
    plain: dict[str, object] = {
        "label": None, "date_printed": None, "participants": None, "approximate": False, "cumulative": False,
        "cancelled": False, "note": None, "place": "L40",
    }  # fmt: skip
    return Occurrence(position=position, start=start, end=end, **(plain | more))  # type: ignore[arg-type]


def entry(entry_id: str, title: str, *occurrences: Occurrence, **more: object) -> CollaborationEntry:
    """One row of the register, with what the test is about in `more`."""
    plain: dict[str, object] = {
        "fiscal_year": 2025, "form": CollaborationForm.CO_HOSTING, "name_holder": None, "number": "1",
        "departments": ("観光交流課",), "recurrence": Recurrence.ANNUAL,
        "recurrence_printed": "例年実施（平成18年頃から継続実施）", "since_year": 2006, "purpose": "まちを歩く。",
        "organisations_printed": "案内の会、商店街", "organisations_are_prose": False, "effects": None,
        "organisations": (
            OrganisationMention(position=1, name="案内の会", role=OrganisationRole.PARTNER, place="L40"),
            OrganisationMention(position=2, name="商店街", role=OrganisationRole.PARTNER, place="L40"),
        ),
        "participants_printed": None, "participants": None, "dates_printed": "令和7年 5月11日", "place": "L40",
    }  # fmt: skip
    return CollaborationEntry(entry_id=entry_id, title=title, occurrences=occurrences, **(plain | more))  # type: ignore[arg-type]


def register() -> Edition:
    """A register with a day, ranges, a reversed one, a month, a cancelled date and one without a date."""
    entries = (
        entry(
            "co_hosting-1", "花咲まち歩き",
            occurrence(1, "2025-05-11", participants=48, date_printed="令和7年5月11日", label="春の部"),
            occurrence(2, "2025-10-19", "2025-10-20", participants=61, approximate=True),
        ),
        entry(
            "co_hosting-2", "親子の森づくり",
            occurrence(1, "2025-06", date_printed="令和7年6月"),
            occurrence(2, "2025-08-28", "2025-08-01"),
            occurrence(3, "2025-09-05", cancelled=True, participants=0, note="雨天のため中止"),
            occurrence(4, None, date_printed="毎月第3木曜日"),
            departments=("農林課", "教育部"),
        ),
        entry(
            "patronage-city-1", "花の展覧会",
            occurrence(1, "2025-11-01", "2025-11-03"),
            form=CollaborationForm.PATRONAGE, name_holder=NameHolder.CITY, departments=(), recurrence=None,
            recurrence_printed=None, since_year=None, purpose=None, organisations_printed="花の会",
            organisations=(
                OrganisationMention(position=1, name="花の会", role=OrganisationRole.ORGANISER, place="L60"),
            ),
        ),
    )  # fmt: skip
    return Edition(
        content=DocumentContent(
            document=_document(DocumentKind.COLLABORATION_REGISTER, "協働事業実施状況（令和7年度）"),
            entries=entries,
        ),
        audit=Audit(),
        version=1,
        published_on="2026-06-15",
    )


def hostile_plan() -> Edition:
    """A plan in which every text is one that some format could stumble over."""
    items = tuple(
        PlanItem(
            item_id=f"01-{number}", parent_id=None, kind=ItemKind.VISION, code=text, title=text, place="L1",
            summary=text, departments=(text,), audience=(text, text),
            activities=(Activity(position=1, text=text, repeat=Repeat.NONE, place="L1"),),
        )
        for number, text in enumerate(HOSTILE, start=1)
    )  # fmt: skip
    indicators = tuple(
        Indicator(
            indicator_id=f"N{number}", item_id="01-1", level=IndicatorLevel.KPI, name=text, unit=text[:3],
            accumulation=None, desired_change=None, place="L1", note=text,
            values=(
                IndicatorValue(
                    role=ValueRole.ACTUAL, fiscal_year=2025, place="L1",
                    quantity=Quantity(printed=text, missing=MissingReason.NOT_A_NUMBER),
                ),
                IndicatorValue(
                    role=ValueRole.TARGET, fiscal_year=2025, place="L1",
                    quantity=Quantity(printed=text, value=Decimal("-1234567890123456789.5"), unit=text),
                ),
            ),
        )
        for number, text in enumerate(HOSTILE, start=1)
    )  # fmt: skip
    edition = strategy()
    content = replace(edition.content, items=items, indicators=indicators)
    return replace(edition, content=replace(content, document=replace(content.document, title=HOSTILE[6])))


def hostile_register() -> Edition:
    """A register in which every text is one that some format could stumble over."""
    entries = tuple(
        entry(
            f"co_hosting-{number}", text, occurrence(1, "2025-05-11", label=text, note=text),
            purpose=text, departments=(text,), effects=text, number=text,
            organisations=(
                OrganisationMention(position=1, name=text, role=OrganisationRole.ORGANISER, place="L1"),
            ),
        )
        for number, text in enumerate(HOSTILE, start=1)
    )  # fmt: skip
    edition = register()
    return replace(edition, content=replace(edition.content, entries=entries))


EDITIONS = {
    "pledges": pledges, "strategy": strategy, "register": register, "hostile_plan": hostile_plan,
    "hostile_register": hostile_register, "register_with_evidence": lambda: with_evidence(register()),
    "pledges_with_everything": lambda: with_opinions(with_everything(pledges(), "01-1-1"), HOSTILE),
}  # fmt: skip
"""Every edition by its name, for tests that hold for all of them."""
