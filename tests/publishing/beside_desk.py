"""A city whose plan has everything beside its facts: from the desk's own services to an edition."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.opinion import OpinionAction
from mitodoke.domain.own_field import FieldControl, FieldRule, ScaleStep
from mitodoke.plans.models import Opinion, PlanLedger
from mitodoke.plans.services import (
    act_on_opinion,
    answer_opinion,
    assign_opinion,
    define_field,
    issue_plan,
    record_amount,
    record_file,
    record_value,
    verify_item,
    write_opinion,
)
from mitodoke.publishing.services import Publication, publish_edition
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.services import add_evidence, adopt_answers, change_evidence, close_desk_round
from plans.ledger_desk import LedgerDesk, item

YEAR = 2026
PUBLISHED = datetime.date(2027, 6, 1)
SCALE = FieldRule(
    label="総合評価",
    control=FieldControl.SCALE,
    steps=(ScaleStep(code="A", name="順調"), ScaleStep(code="B", name="遅れ")),
    yearly=True,
    public=True,
)


class BesideDesk(LedgerDesk):
    """The desk with the plan of 2026 and what stands beside it."""

    def __post_init__(self) -> None:
        LedgerDesk.__post_init__(self)
        self.ledger: PlanLedger = self.decided()

    def id_of(self, code: str) -> str:
        """The id of the item that bears `code`."""
        return item(self.ledger, code).item_id

    def issued(self, **more: Any) -> SourceDocument:
        """The plan as the document of 2026."""
        values: dict[str, Any] = {"ledger": self.ledger, "fiscal_year": YEAR, "title": "第2次花咲市総合計画"}
        return issue_plan(**(values | more), by=self.planner, clock=self.clock)

    def opinion(self, code: str | None = "1-1-1", *, text: str = "時期を早めるべきである。") -> Opinion:
        """An opinion that waits for an answer of 花課."""
        written = write_opinion(
            ledger=self.ledger,
            item_id=None if code is None else self.id_of(code),
            fiscal_year=YEAR,
            evaluator="花咲市行政評価委員会",
            text=text,
            written_on=self.clock.now.date(),
            by=self.evaluator,
            clock=self.clock,
        )
        return assign_opinion(
            opinion=written,
            department=self.flowers,
            due_on=self.clock.now.date(),
            seen=written.revision,
            by=self.planner,
            clock=self.clock,
        )

    def answer(self, opinion: Opinion, text: str = "3月に早めます。") -> None:
        """Draft the city's answer."""
        seen = Opinion.objects.get(pk=opinion.pk).revision
        answer_opinion(opinion=opinion, text=text, seen=seen, by=self.reporter, clock=self.clock)

    def lead(self, opinion: Opinion, action: OpinionAction, reason: str | None = None) -> None:
        """Lead the opinion on."""
        seen = Opinion.objects.get(pk=opinion.pk).revision
        act_on_opinion(
            opinion=opinion, action=action, seen=seen, reason=reason, by=self.planner, clock=self.clock
        )

    def confirmed(self, code: str | None = "1-1-1", **more: Any) -> Opinion:
        """An opinion with a confirmed answer."""
        opinion = self.opinion(code, **more)
        self.answer(opinion)
        self.lead(opinion, OpinionAction.CONFIRM)
        return opinion

    def amount(
        self, typed: str | None = "1,250千円", *, fiscal_year: int = YEAR, seen: int = 0, **more: Any
    ) -> None:
        """Money of 苗を配る."""
        values: dict[str, Any] = {"kind": AmountKind.BUDGET, "source": "予算書"}
        record_amount(
            ledger=self.ledger,
            item_id=self.id_of("1-1-1"),
            fiscal_year=fiscal_year,
            amount=typed,
            seen=seen,
            by=self.planner,
            clock=self.clock,
            **(values | more),
        )

    def verified(self, *, fiscal_year: int = YEAR, seen: int = 0, reason: str = "利用が多い") -> None:
        """A 検証 of 苗を配る."""
        verify_item(
            ledger=self.ledger,
            item_id=self.id_of("1-1-1"),
            fiscal_year=fiscal_year,
            decision=VerificationDecision.EXPAND,
            reason=reason,
            next_steps="2か所ふやす",
            seen=seen,
            by=self.planner,
            clock=self.clock,
        )

    def own_value(self, rule: FieldRule, value: str, *, fiscal_year: int | None = None) -> None:
        """What 苗を配る says in a new field of the city's own."""
        level = item(self.ledger, "1-1-1").level
        field = define_field(ledger=self.ledger, level=level, rule=rule, by=self.planner, clock=self.clock)
        more: dict[str, Any] = {} if fiscal_year is None else {"fiscal_year": fiscal_year}
        record_value(
            ledger=self.ledger,
            item_id=self.id_of("1-1-1"),
            key=field.key,
            value=value,
            seen=0,
            by=self.planner,
            clock=self.clock,
            **more,
        )

    def own_file(self, data: bytes, *, label: str = "配置図", public: bool = True) -> None:
        """The file that 苗を配る has in a new field of the city's own."""
        rule = FieldRule(label=label, control=FieldControl.FILE, public=public)
        level = item(self.ledger, "1-1-1").level
        field = define_field(ledger=self.ledger, level=level, rule=rule, by=self.planner, clock=self.clock)
        record_file(
            ledger=self.ledger,
            item_id=self.id_of("1-1-1"),
            key=field.key,
            name=f"{label}.csv",
            data=data,
            seen=0,
            by=self.planner,
            clock=self.clock,
        )

    def asked(self, document: SourceDocument) -> ReportingRound:
        """A round about the plan."""
        return self.open(plan=document.plan, previous=None, fiscal_year=YEAR)

    def answered(self, survey: ReportingRound) -> Assignment:
        """The answer about 苗を配る with a link and two files as evidence, one of them released, confirmed."""
        one = survey.assignments.order_by("position")[0]
        self.save(one, "rating.step", "7", self.reporter)
        self.save(one, "activity.1", "苗を令和8年6月1日に配りました。", self.reporter)
        for indicator in one.item.indicators.all():  # type: ignore[union-attr]
            self.save(one, f"kpi.{indicator.key}.value", "9か所", self.reporter)
            self.save(one, f"kpi.{indicator.key}.certainty", "final", self.reporter)
        self.save(one, "evidence.1", "https://example.lg.jp/flowers?y=1", self.reporter)
        self.save(one, "evidence.1.caption", "配布の記録", self.reporter)
        self.save(one, "evidence.1.public", "yes", self.reporter)
        for data, caption, public in ((FILE, "来場者の集計", True), (SECRET, "個人の名簿", False)):
            self.file(one, data, caption, public=public)
        self.confirm(one, self.reporter, self.head)
        return one

    def file(self, one: Assignment, data: bytes, caption: str, *, public: bool) -> None:
        """Add a file of evidence."""
        piece = add_evidence(
            assignment=one,
            name=f"{caption}.csv",
            data=data,
            caption=caption,
            by=self.reporter,
            clock=self.clock,
        )
        change_evidence(evidence=piece, caption=caption, is_public=public, by=self.reporter, clock=self.clock)

    def adopted(self, survey: ReportingRound, by: User | None = None) -> str:
        """Close the round and make its answers facts; the key of the document."""
        close_desk_round(reporting_round=survey, reason="試験", by=self.planner, clock=self.clock)
        return adopt_answers(reporting_round=survey, by=by or self.planner, clock=self.clock).document


FILE = "年度,来場者\n2026,120\n".encode()
SECRET = "氏名\n花子\n".encode()


def publish(document: str, **more: Any) -> Publication:
    """Publish the document with a reason for whatever changed."""
    reasons = ChangeReasons(kind=ChangeKind.UPDATE, rest="試験のため")
    values: dict[str, Any] = {"today": PUBLISHED, "acknowledgement": "試験のため", "reasons": reasons}
    return publish_edition(document=document, by="試験", **(values | more))
