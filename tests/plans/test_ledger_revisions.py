"""見直し: marks and counts come out by comparison, targets keep their origin, promises keep their words."""

from __future__ import annotations

import datetime
import json

import pytest
from django.db import IntegrityError, connection, transaction

from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.outline import RevisionFlag
from mitodoke.domain.plan_change import (
    AddIndicator,
    AddItem,
    ChangeIndicator,
    ChangeItem,
    EndItem,
    IndicatorField,
    ItemField,
    RemoveItem,
    ResumeItem,
)
from mitodoke.domain.plan_content import PlannedValue
from mitodoke.domain.plan_structure import document_structure
from mitodoke.plans.models import PlanLedger, PlanRevision, PlanVersion, PromisedWording, WordingNote
from mitodoke.plans.queries import (
    ledger_state,
    plan_sentences,
    revision_report,
    revisions_of,
    targets_of,
    wording_notes,
)
from mitodoke.plans.records.ledger import content_hash
from mitodoke.plans.services import (
    abandon_revision,
    annotate_wording,
    decide_revision,
    take_over_plan,
)
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def pledges(desk: LedgerDesk) -> PlanLedger:
    """The sample's pledges, taken over."""
    document = current_document("mayoral_pledges-999997-2025")
    assert document is not None
    return take_over_plan(
        document=document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )


def indicator(ledger: PlanLedger, name: str) -> str:
    [found] = [one.indicator_id for one in content(ledger).indicators if one.name == name]
    return found


def test_marks_and_counts_come_out_by_comparison(desk: LedgerDesk) -> None:
    ledger = desk.decided()
    desk.begin(ledger)
    first, second, middle = (item(ledger, code).item_id for code in ("1-1-1", "1-1-2", "1-1"))
    desk.edit(
        ledger,
        AddItem(parent_id=middle, code="1-1-3", title="水をやる"),
        ChangeItem(item_id=middle, field=ItemField.SUMMARY, value="花壇を町ごとに"),
        ChangeItem(item_id=first, field=ItemField.DEPARTMENTS, value=("みどり課",)),
        EndItem(item_id=second, reason="植え終わったため"),
        ChangeIndicator(
            indicator_id=indicator(ledger, "花壇の数"),
            field=IndicatorField.TARGETS,
            value=(PlannedValue(fiscal_year=2029, printed="20か所"),),
        ),
        AddIndicator(item_id=first, level=IndicatorLevel.KPI, name="配った苗", unit="本"),
    )
    desk.decide(ledger)
    last = revisions_of(ledger=ledger)[-1]
    assert last.name == "第1回見直し"
    report = revision_report(revision=last)
    marks = {
        code: [mark.label for mark in report.comparison.marks.get(item(ledger, code).item_id, ())]
        for code in ("1", "1-1", "1-1-1", "1-1-2", "1-1-3")
    }
    assert marks == {
        "1": ["数値目標変更"],
        "1-1": ["事業内容変更"],
        "1-1-1": ["KPI変更"],
        "1-1-2": ["取組終了"],
        "1-1-3": ["新規事務事業"],
    }
    assert report.comparison.counts == {
        "新規施策": 0,
        "新規事業": 0,
        "事業内容変更": 1,
        "取組終了": 1,
        "数値目標変更": 1,
        "KPI変更": 1,
        "新規事務事業": 1,
    }
    history = targets_of(ledger=ledger)[indicator(ledger, "花壇の数")]
    assert [one.printed for one in (*history.original, *history.current)] == ["12か所", "20か所"]
    assert [number for number, _ in history.steps] == [1, 2]
    told = plan_sentences(ledger=ledger, field="目標値")
    assert len(told) == 1
    assert (
        "「数値目標 花壇の数」の「目標値」を「令和11年度 12か所」から「令和11年度 20か所」に変えました"
        in told[0].replace("目標値を", "「目標値」を")
    )


def test_a_taken_over_plan_is_in_force_and_its_pledges_are_fixed(
    desk: LedgerDesk, pledges: PlanLedger
) -> None:
    state = ledger_state(ledger=pledges)
    assert state.revision is None
    assert [(one.code, one.title) for one in state.content.items] == [
        ("01", None),
        ("01-1", "花壇をふやす"),
        ("01-1-1", "苗を配る"),
    ]
    assert [(one.item_key, one.wording) for one in PromisedWording.objects.all()] == [
        ("01-1", "花壇をふやす")
    ]
    [kpi] = state.content.indicators
    assert kpi.baseline == PlannedValue(fiscal_year=2020, printed="0か所")
    assert [one.printed for one in kpi.targets] == ["12.50か所"]
    assert revision_report(revision=revisions_of(ledger=pledges)[0]).comparison.marks == {}


def test_a_promise_keeps_its_words_and_gets_notes(desk: LedgerDesk, pledges: PlanLedger) -> None:
    desk.begin(pledges)
    with pytest.raises(ActionDenied, match="市民への約束なので変えられません"):
        desk.edit(pledges, ChangeItem(item_id="01-1", field=ItemField.TITLE, value="花壇をへらす"))
    with pytest.raises(ActionDenied, match="消せません"):
        desk.edit(pledges, RemoveItem(item_id="01"))
    desk.edit(pledges, ChangeItem(item_id="01-1-1", field=ItemField.TITLE, value="苗と種を配る"))
    for text, when, words in (("", APRIL, "補足"), ("後", datetime.date(2026, 4, 3), "今日まで")):
        with pytest.raises(ActionDenied, match=words):
            _annotate(desk, pledges, "01-1", text, when)
    with pytest.raises(ActionDenied, match="固定されていない"):
        _annotate(desk, pledges, "01-1-1", "補足", APRIL)
    note = _annotate(desk, pledges, "01-1", "川沿いの花壇を含みます。", APRIL)
    assert wording_notes(ledger=pledges) == {"01-1": [note]}
    assert any(
        "に補足「川沿いの花壇を含みます。」を付けました" in one for one in plan_sentences(ledger=pledges)
    )


def _annotate(
    desk: LedgerDesk, ledger: PlanLedger, item_id: str, text: str, when: datetime.date
) -> WordingNote:
    return annotate_wording(
        ledger=ledger, item_id=item_id, text=text, noted_on=when, by=desk.planner, clock=desk.clock
    )


@pytest.mark.parametrize("fault", ["other", "lost", "gone", "none", "moved"])
def test_the_database_refuses_other_words(desk: LedgerDesk, pledges: PlanLedger, fault: str) -> None:
    revision = desk.begin(pledges)
    last = PlanVersion.objects.filter(ledger=pledges).order_by("-number")[0]
    data = json.loads(last.content)
    pledge = data["items"][1]
    if fault == "other":
        pledge["title"] += "。"
    elif fault == "lost":
        pledge["title"] = None
    elif fault == "gone":
        del data["items"][1]
    elif fault == "none":
        data["items"] = []
    else:
        pledge["summary"] = "同じ文言"
    text = json.dumps(data, ensure_ascii=False)
    values = {"number": last.number + 1, "content": text, "sha256": content_hash(text)}
    row = PlanVersion(ledger=pledges, revision=revision, by="だれか", at=desk.clock(), **values)
    if fault == "moved":
        row.save()
        return
    with pytest.raises(IntegrityError, match="約束の文言"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE plans_planversion SET content = '{}'",
        "DELETE FROM plans_planversion",
        "INSERT OR REPLACE INTO plans_planversion SELECT * FROM plans_planversion",
        "UPDATE plans_promisedwording SET wording = '別'",
        "DELETE FROM plans_promisedwording",
        "INSERT OR REPLACE INTO plans_promisedwording SELECT * FROM plans_promisedwording",
        "UPDATE plans_wordingnote SET text = '別'",
        "DELETE FROM plans_wordingnote",
        "UPDATE plans_planevent SET reason = '別'",
        "DELETE FROM plans_planevent",
        "INSERT OR REPLACE INTO plans_planevent SELECT * FROM plans_planevent",
        "UPDATE plans_planrevision SET decider = '別'",
        "UPDATE plans_planrevision SET closed_at = NULL",
        "DELETE FROM plans_planrevision",
        "INSERT OR REPLACE INTO plans_planrevision SELECT * FROM plans_planrevision",
    ],
)
def test_what_was_recorded_stays(desk: LedgerDesk, pledges: PlanLedger, sql: str) -> None:
    _annotate(desk, pledges, "01-1", "補足", APRIL)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_revision_is_decided_once_and_says_why(desk: LedgerDesk, pledges: PlanLedger) -> None:
    revision = desk.begin(pledges, reason="市民の意見を受けて")

    def decide(**more: object) -> PlanRevision:
        seen = ledger_state(ledger=pledges).version.number
        values = {"ledger": pledges, "seen": seen, "by": desk.planner, "clock": desk.clock}
        return decide_revision(**(values | more))  # type: ignore[arg-type]

    with pytest.raises(ActionDenied, match="何も変わっていません"):
        decide()
    desk.edit(pledges, ChangeItem(item_id="01-1-1", field=ItemField.SUMMARY, value="春に"))
    with pytest.raises(ActionDenied, match="まだ来ていません"):
        decide(decided_on=datetime.date(2026, 4, 3))
    with pytest.raises(ActionDenied, match="企画担当"):
        decide(by=desk.head)
    with pytest.raises(ActionDenied, match="画面を開き直し"):
        decide(seen=1)
    decided = decide(decider="市長と市議会")
    assert (decided.pk, decided.decider, decided.reason) == (
        revision.pk,
        "市長と市議会",
        "市民の意見を受けて",
    )
    with pytest.raises(ActionDenied, match="ありません"):
        decide()
    assert (
        "第1回見直し」を決定として記録しました（決定者 市長と市議会、決定日 令和8年4月1日）。理由：市民の意見を受けて"
        in plan_sentences(ledger=pledges)[-1]
    )


def test_a_revision_given_up_changes_nothing(desk: LedgerDesk, pledges: PlanLedger) -> None:
    before = content(pledges)
    desk.begin(pledges)
    desk.edit(pledges, ChangeItem(item_id="01-1-1", field=ItemField.SUMMARY, value="春に"))
    with pytest.raises(ActionDenied, match="理由"):
        abandon_revision(ledger=pledges, reason=" ", by=desk.planner, clock=desk.clock)
    abandon_revision(ledger=pledges, reason="時期を改める", by=desk.planner, clock=desk.clock)
    assert content(pledges) == before
    again = desk.begin(pledges)
    assert (again.number, again.name) == (3, "第1回見直し")
    assert content(pledges) == before


def test_a_first_plan_cannot_be_given_up_and_is_not_decided_empty(desk: LedgerDesk) -> None:
    ledger = desk.create(
        structure=document_structure(DocumentKind.COMPREHENSIVE_STRATEGY),
        document_kind=DocumentKind.COMPREHENSIVE_STRATEGY,
    )
    with pytest.raises(ActionDenied, match="取りやめられません"):
        abandon_revision(ledger=ledger, reason="やめる", by=desk.planner, clock=desk.clock)
    with pytest.raises(ActionDenied, match="項目がありません"):
        desk.decide(ledger)
    # While nothing was decided, titles are drafts like any other.
    desk.edit(ledger, AddItem(parent_id=None, code="1", title="仕事"))
    desk.edit(ledger, ChangeItem(item_id=item(ledger, "1").item_id, field=ItemField.TITLE, value="しごと"))
    desk.decide(ledger)
    assert not PromisedWording.objects.filter(ledger=ledger).exists()


def test_flags_are_words_of_documents(desk: LedgerDesk, pledges: PlanLedger) -> None:
    desk.begin(pledges)
    # The sample prints 取組終了 beside the pledge: nothing can be added to it before it is taken up again.
    desk.edit(
        pledges,
        ResumeItem(item_id="01-1"),
        AddItem(parent_id="01-1", code="01-1-2", title="種をまく"),
    )
    report = revision_report(revision=revisions_of(ledger=pledges)[-1])
    assert report.comparison.flags(item(pledges, "01-1-2").item_id) == (RevisionFlag.NEW_MEASURE,)
