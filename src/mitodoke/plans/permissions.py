"""May this person do it to a plan: roles held today, looked up once an act, and every refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from mitodoke.departments.acting_person import ActingPerson, Clock
from mitodoke.departments.models import Department
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.domain.plan_difference import PlanDifference
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.role import RIGHTS, Grant, Right, Role
from mitodoke.plans.models import OwnField, PlanEvent, PlanLedger, PlanVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActor(ActingPerson):
    """Who acts on a plan, and the events of its trail that tell so."""

    def event(
        self,
        grant: Grant,
        ledger: PlanLedger,
        act: PlanAct,
        *,
        subject: str,
        item_key: str | None = None,
        version: PlanVersion | None = None,
        field: str | None = None,
        before: str | None = None,
        after: str | None = None,
        reason: str | None = None,
    ) -> PlanEvent:
        """An event by this person, not stored yet."""
        return PlanEvent(
            ledger=ledger,
            version=version,
            at=self.at,
            by=self.name,
            person=self.person,
            on_behalf_of=self.absent_name(grant),
            act=act,
            item_key=item_key,
            subject=subject,
            field=field,
            before=before,
            after=after,
            reason=reason,
        )

    def events(
        self,
        grant: Grant,
        version: PlanVersion,
        differences: Iterable[PlanDifference],
        *,
        reason: str | None = None,
    ) -> None:
        """Store an event for every difference that `version` makes."""
        PlanEvent.objects.bulk_create(
            (
                self.event(
                    grant,
                    version.ledger,
                    one.act,
                    subject=one.subject,
                    item_key=one.item_id,
                    version=version,
                    field=one.field,
                    before=one.before,
                    after=one.after,
                    reason=one.reason or reason,
                )
                for one in differences
            ),
            batch_size=500,
        )


def plan_actor(by: User, clock: Clock) -> PlanActor:
    """`by` now: two queries, three where they stand in for somebody."""
    return PlanActor.now(by, clock)


def item_grant(
    who: PlanActor, rights: Iterable[Right], ledger: PlanLedger, item: PlannedItem, what: str
) -> Grant:
    """The role by which `who` may do `what` to `item`: of the municipality, or of one of its departments."""
    wanted = set(rights)
    found = [one for one in item_grants(who, ledger, item) if RIGHTS[one.role] & wanted]
    if not found:
        roles = [role.label for role in Role if RIGHTS[role] & wanted]
        raise ActionDenied(
            f"「{item.name}」の{what}を行えるのは、担当部署と市全体の{'・'.join(roles)}です。担当の人に依頼してください。"
        )
    return found[0]


def item_grants(who: PlanActor, ledger: PlanLedger, item: PlannedItem) -> tuple[Grant, ...]:
    """Every role that `who` holds for `item`, own ones first: one query at most."""
    code = ledger.municipality_id
    here = [one for one in who.grants if one.municipality == code]
    numbers: set[int] = set()
    if any(one.department is not None for one in here):
        numbers = set(
            Department.objects.filter(municipality=code, name__in=item.departments or ())
            .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=who.today))
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=who.today))
            .values_list("pk", flat=True)
        )
    return tuple(one for one in here if one.department is None or one.department in numbers)


def item_of(content: PlanContent, item_id: str) -> PlannedItem:
    """The item of this id; ActionDenied where the plan has none."""
    for item in content.items:
        if item.item_id == item_id:
            return item
    raise ActionDenied("選ばれた項目は計画にありません。画面を開き直してください。")


def field_of(ledger: PlanLedger, key: str) -> OwnField:
    """The city's own field of this key as it is defined now; ActionDenied where there is none."""
    row = OwnField.objects.filter(ledger=ledger, key=key).order_by("-number").first()
    if row is None:
        raise ActionDenied("選ばれた欄は定義されていません。画面を開き直してください。")
    return row
