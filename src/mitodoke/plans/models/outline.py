"""Plans as documents print them: outline, activities, indicators with their values, printed ratings."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import F, Q

from mitodoke.documents.constraints import all_of, choices_of, counted_from_one, not_empty, one_of
from mitodoke.documents.fields import ExactDecimal, NumberTuple, OptionalText, PlaceText, TextTuple
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel, ValueRole
from mitodoke.domain.outline import OWN_LEVELS, ItemKind, Repeat, RevisionFlag
from mitodoke.domain.own_levels import OwnLevel, rated_kinds
from mitodoke.domain.quantity import MissingReason
from mitodoke.domain.rating import RatingState

PLAN_KINDS = (
    DocumentKind.MAYORAL_PLEDGES,
    DocumentKind.COMPREHENSIVE_STRATEGY,
    DocumentKind.COMPREHENSIVE_PLAN,
)


class Plan(models.Model):
    """The plan that one revision of a document prints: the root of its outline.

    That the plan of another year is the same one is for a person to say, and is not told by this table. `ledger`
    is the 計画台帳 that the document was written from, None for a document that was read or filled by a round.
    """

    document = models.OneToOneField(SourceDocument, models.PROTECT, related_name="plan")
    kind = models.TextField(choices=[(kind.value, kind.label) for kind in PLAN_KINDS])
    ledger = models.ForeignKey(
        "plans.PlanLedger", models.PROTECT, null=True, blank=True, related_name="issued_plans"
    )

    class Meta:
        verbose_name = verbose_name_plural = "計画"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PLAN_KINDS]), name="plan_is_no_register"
            )
        ]

    def __str__(self) -> str:
        return str(self.document)

    @cached_property
    def own_levels(self) -> tuple[OwnLevel, ...]:
        """The levels that its document names itself, from the top down; none (and no query) for a fixed outline."""
        if self.kind != DocumentKind.COMPREHENSIVE_PLAN:
            return ()
        rows = self.levels.order_by("position")
        return tuple(
            OwnLevel(kind=OWN_LEVELS[row.position - 1], name=row.name, rated=row.rated) for row in rows
        )

    @property
    def rated_kinds(self) -> frozenset[ItemKind]:
        """The kinds of item that departments rate and report activities of."""
        return rated_kinds(DocumentKind(self.kind), self.own_levels)


class PlanLevel(models.Model):
    """A level of a plan of the city's own, as its document names it; `position` counts from the top."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="levels")
    position = models.PositiveIntegerField()
    name = models.TextField()
    rated = models.BooleanField()

    class Meta:
        verbose_name = verbose_name_plural = "計画の階層"
        ordering = ["plan_id", "position"]
        constraints = [
            not_empty("level", "name"),
            counted_from_one("level"),
            models.CheckConstraint(
                condition=Q(position__lte=len(OWN_LEVELS)), name="level_position_is_a_level"
            ),
            models.UniqueConstraint(fields=["plan", "position"], name="one_level_a_position"),
            models.UniqueConstraint(fields=["plan", "name"], name="one_level_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PlanItem(models.Model):
    """An item of a plan. Departments, flags and sdgs: None is "lost in the source", empty is "none"."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    key = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.TextField(choices=choices_of(ItemKind))
    code = models.TextField()
    title = OptionalText()
    subtitle = OptionalText()
    departments = TextTuple(null=True)
    flags = TextTuple(null=True)
    sdgs = NumberTuple(null=True)
    printed_progress = ExactDecimal(null=True)
    repeat = models.TextField(choices=choices_of(Repeat))
    summary = OptionalText()
    audience = TextTuple()
    outcomes = TextTuple()
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "計画の項目"
        ordering = ["plan_id", "position"]
        constraints = [
            one_of("item", "kind", ItemKind),
            one_of("item", "repeat", Repeat),
            all_of("item", "flags", RevisionFlag),
            not_empty("item", "key"),
            counted_from_one("item"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="item_is_not_its_own_parent"
            ),
            models.UniqueConstraint(fields=["plan", "position"], name="one_item_a_position"),
            models.UniqueConstraint(fields=["plan", "key"], name="one_item_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title or '（見出しは原文から失われています）'}"


class Activity(models.Model):
    """One 取組事業内容 of a measure; the text is absent in abridged content only."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="activities")
    position = models.PositiveIntegerField()
    text = OptionalText()
    repeat = models.TextField(choices=choices_of(Repeat))
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "取組事業内容"
        ordering = ["item_id", "position"]
        constraints = [
            one_of("activity", "repeat", Repeat),
            counted_from_one("activity"),
            models.UniqueConstraint(fields=["item", "position"], name="one_activity_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.position}"


class Indicator(models.Model):
    """A 数値目標 or KPI of an item."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="indicators")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="indicators")
    position = models.PositiveIntegerField()
    key = models.TextField()
    level = models.TextField(choices=choices_of(IndicatorLevel))
    name = models.TextField()
    unit = OptionalText()
    accumulation = OptionalText(choices=choices_of(Accumulation))
    desired_change = OptionalText(choices=choices_of(DesiredChange))
    note = OptionalText()
    changed = models.BooleanField(null=True, blank=True)
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "指標"
        ordering = ["plan_id", "position"]
        constraints = [
            one_of("indicator", "level", IndicatorLevel),
            one_of("indicator", "accumulation", Accumulation),
            one_of("indicator", "desired_change", DesiredChange),
            not_empty("indicator", "key"),
            counted_from_one("indicator"),
            models.UniqueConstraint(fields=["plan", "position"], name="one_indicator_a_position"),
            models.UniqueConstraint(fields=["plan", "key"], name="one_indicator_a_key"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """One printed value of an indicator: a number, or the reason why there is none, never both."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    position = models.PositiveIntegerField()
    role = models.TextField(choices=choices_of(ValueRole))
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    calendar_year = models.BooleanField()
    printed = models.TextField()
    value = ExactDecimal(null=True)
    unit = OptionalText()
    decimals = models.PositiveIntegerField()
    cumulative = models.BooleanField()
    approximate = models.BooleanField()
    missing = OptionalText(choices=choices_of(MissingReason))
    quantity_note = OptionalText()
    note = OptionalText()
    place = PlaceText()

    class Meta:
        verbose_name = verbose_name_plural = "指標の値"
        ordering = ["indicator_id", "position"]
        constraints = [
            one_of("value", "role", ValueRole),
            one_of("value", "missing", MissingReason),
            counted_from_one("value"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, missing__isnull=False)
                | Q(value__isnull=False, missing__isnull=True),
                name="value_or_reason_why_missing",
            ),
            models.UniqueConstraint(fields=["indicator", "position"], name="one_value_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.role} {self.fiscal_year or ''} {self.printed}"


def rating_constraints(table: str) -> list[models.CheckConstraint]:
    """What holds for every rating: a step from 0 to 10 exactly when rated, a reason whenever not."""
    rated = Q(state=RatingState.RATED.value)
    return [
        one_of(table, "state", RatingState),
        models.CheckConstraint(
            condition=(rated & Q(step__isnull=False)) | (~rated & Q(step__isnull=True)),
            name=f"{table}_has_step_when_rated",
        ),
        models.CheckConstraint(condition=Q(step__lte=10), name=f"{table}_step_up_to_10"),
        models.CheckConstraint(
            condition=rated | (Q(reason__isnull=False) & ~Q(reason="")),
            name=f"{table}_has_reason_when_not_rated",
        ),
    ]


class Rating(models.Model):
    """A rating that a document prints; what departments submit stands in reporting."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="ratings")
    position = models.PositiveIntegerField()
    department = models.TextField()
    fiscal_year = models.PositiveSmallIntegerField()
    state = models.TextField(choices=choices_of(RatingState))
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = OptionalText()
    place = PlaceText(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公表された評価"
        ordering = ["position"]
        constraints = [
            *rating_constraints("rating"),
            not_empty("rating", "department"),
            counted_from_one("rating"),
            models.UniqueConstraint(
                fields=["item", "department", "fiscal_year"], name="one_rating_a_department_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.department} {self.fiscal_year}"
