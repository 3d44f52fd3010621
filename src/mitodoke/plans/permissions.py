"""May this person do it to a plan: roles held today, looked up once an act, and every refusal a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.models import Department
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_content import PlanContent, PlannedItem
from mitodoke.domain.plan_difference import PlanDifference
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.role import RIGHTS, Grant, Right, Role, grants_for, roles_with
from mitodoke.plans.models import PlanEvent, PlanLedger, PlanVersion

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActor:
    """A person at one moment, with the roles held; `absent` are the names of those they stand in for."""

    person: User
    at: datetime.datetime
    today: datetime.date
    grants: tuple[Grant, ...]
    absent: dict[int, str]

    @property
    def name(self) -> str:
        """How history calls the person."""
        return person_name(self.person)

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
        absent = grant.on_behalf_of
        return PlanEvent(
            ledger=ledger,
            version=version,
            at=self.at,
            by=self.name,
            person=self.person,
            on_behalf_of=None if absent is None else self.absent.get(absent),
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
    at = clock()
    today = timezone.localdate(at)
    grants = rights_of(by, today)
    numbers = {one.on_behalf_of for one in grants if one.on_behalf_of is not None}
    absent = {one.pk: person_name(one) for one in User.objects.filter(pk__in=numbers)} if numbers else {}
    return PlanActor(person=by, at=at, today=today, grants=grants, absent=absent)


def city_grant(who: PlanActor, right: Right, municipality: str, what: str) -> Grant:
    """The role by which `who` may do `what` for the municipality; ActionDenied names the roles that may."""
    grants = grants_for(who.grants, right, municipality=municipality, department=None)
    if not grants:
        names = "または".join(role.label for role in roles_with(right))
        raise ActionDenied(f"{what}を行えるのは{names}です。{names}に依頼してください。")
    return grants[0]


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
