"""The definitions of a city's own fields: as a list, as a form, and the rule that a filled form asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from mitodoke.desk.presentation.plan_merge import plain_line, plain_text
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.own_field import FieldControl, FieldRule, ScaleStep
from mitodoke.domain.plan_structure import PlanStructure
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.role import RIGHTS, Right, Role
from mitodoke.plans.queries import DefinedField

ASKED_ROLES = tuple(role for role in Role if Right.READ_HISTORY in RIGHTS[role])
"""The roles that can open the page of an item, and so can see or fill a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field of the list."""

    label: str
    address: str
    level: str
    control: str
    options: str
    rhythm: str
    editors: str
    readers: str
    public: bool
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFieldForm:
    """The form of a definition as it is shown."""

    label: str = ""
    level: str = ""
    control: str = FieldControl.TEXT.value
    choices: str = ""
    steps: str = ""
    yearly: bool = False
    public: bool = False
    editors: frozenset[str] = frozenset({Role.PLANNER.value})
    readers: frozenset[str] = frozenset(role.value for role in ASKED_ROLES)

    @classmethod
    def typed(cls, data: QueryDict, field: DefinedField | None) -> OwnFieldForm:
        """What was typed; of a field that is there, kind, level and rhythm stay."""
        return cls(
            label=data.get("label", ""),
            level=field.level if field else data.get("level", ""),
            control=field.rule.control.value if field else data.get("control", ""),
            choices=data.get("choices", ""),
            steps=data.get("steps", ""),
            yearly=field.rule.yearly if field else "yearly" in data,
            public="public" in data,
            editors=frozenset(data.getlist("editor")),
            readers=frozenset(data.getlist("reader")),
        )


def form_of(field: DefinedField | None) -> OwnFieldForm:
    """The form of a definition as it stands, or an empty one."""
    if field is None:
        return OwnFieldForm()
    rule = field.rule
    return OwnFieldForm(
        label=rule.label,
        level=field.level,
        control=rule.control.value,
        choices="\n".join(rule.choices),
        steps="\n".join(_step_line(step) for step in rule.steps),
        yearly=rule.yearly,
        public=rule.public,
        editors=frozenset(role.value for role in rule.editors),
        readers=frozenset(role.value for role in rule.readers),
    )


def _step_line(step: ScaleStep) -> str:
    value = "" if step.value is None else f"{step.value:f}"
    parts = [step.code, step.name, step.definition or "", value]
    while not parts[-1]:
        parts.pop()
    return "｜".join(parts)


def read_rule(
    values: Mapping[str, Any], editors: Sequence[str], readers: Sequence[str]
) -> tuple[FieldRule, str]:
    """The rule of a filled form and the level it is for; ActionDenied for a step that cannot be read."""
    control = FieldControl(values["control"])
    editing = tuple(role for role in ASKED_ROLES if role.value in editors)
    # Who may edit a field sees it as well; ticking one box says both.
    reading = tuple(role for role in ASKED_ROLES if role.value in readers or role in editing)
    rule = FieldRule(
        label=plain_line(values["label"]),
        control=control,
        choices=_lines(values["choices"]) if control is FieldControl.CHOICE else (),
        steps=tuple(map(_step, _lines(values["steps"]))) if control is FieldControl.SCALE else (),
        yearly=values["yearly"],
        editors=editing,
        readers=reading,
        public=values["public"],
    )
    return rule, values["level"]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in plain_text(text).split("\n") if line.strip())


def _step(line: str) -> ScaleStep:
    """A step typed as ``A｜順調｜目標を超えた｜1.5``: sign, name, definition, number; the last two may be missing."""
    parts = [part.strip() for part in line.replace("|", "｜").split("｜")]
    if not 2 <= len(parts) <= 4:
        raise ActionDenied(
            f"評価の段階「{line[:30]}」は読めません。「A｜順調」か「A｜順調｜意味｜数値」のように、一行に一つ入力してください。"
        )
    code, name, definition, number = (*parts, "", "")[:4]
    value = None
    if number:
        value = parse_quantity(number).value
        if value is None:
            raise ActionDenied(f"評価の段階「{line[:30]}」の四番目は数値で入力してください。")
    return ScaleStep(code=code, name=name, definition=definition or None, value=value)


def field_lines(
    fields: Sequence[DefinedField], structure: PlanStructure, ledger_id: int
) -> tuple[FieldLine, ...]:
    """The list by level, fields in use first."""
    names = {level.key: level.name for level in structure.levels}
    order = {key: n for n, key in enumerate(names)}
    ordered = sorted(fields, key=lambda one: (one.retired, order.get(one.level, len(order))))
    return tuple(
        FieldLine(
            label=one.rule.label,
            address=reverse("desk:plan_field", kwargs={"ledger_id": ledger_id, "field_key": one.key}),
            level=names.get(one.level, "（なくなった階層）"),
            control=one.rule.control.label,
            options="、".join((*one.rule.choices, *(f"{step.code} {step.name}" for step in one.rule.steps))),
            rhythm="年度ごと" if one.rule.yearly else "一度だけ",
            editors="、".join(role.label for role in one.rule.editors),
            readers="、".join(role.label for role in one.rule.readers if role in ASKED_ROLES),
            public=one.rule.public,
            retired=one.retired,
        )
        for one in ordered
    )
