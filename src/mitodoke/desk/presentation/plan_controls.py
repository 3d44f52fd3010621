"""Fields of a form about a plan: what stands, what was typed, and both versions where two people changed the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from mitodoke.desk.presentation.plan_merge import Merge, plain_line, plain_lines, plain_text


class ControlKind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    CHECKS = "checks"
    CHOICE = "choice"
    VALUES = "values"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field of a form: `choices` of checks and choices as (value, label); `rows` how many pairs of a `VALUES`."""

    name: str
    label: str
    kind: ControlKind
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 1
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanControl:
    """A field as the form shows it; `standing` is another's version where the person has to decide."""

    spec: FieldSpec
    value: str
    problem: str = ""
    standing: str | None = None
    standing_by: str = ""

    @property
    def html_id(self) -> str:
        """The id of the field on the page."""
        return f"field-{self.spec.name}"

    @property
    def picked(self) -> frozenset[str]:
        """What is chosen of several."""
        return frozenset(self.value.split("\n")) if self.value else frozenset()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Year and value of every row, empty rows included."""
        lines = [line.partition("\t") for line in self.value.split("\n") if line]
        told = [(year, value) for year, _, value in lines]
        return (*told, *[("", "")] * max(self.spec.rows - len(told), 0))

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the field."""
        parts = ((self.spec.hint, "hint"), (self.problem, "problem"))
        return " ".join(f"{self.html_id}-{end}" for text, end in parts if text)


def typed_fields(data: QueryDict, specs: Sequence[FieldSpec]) -> dict[str, str]:
    """What was typed, in the form in which versions are compared; fields of others are not looked at."""
    return {spec.name: _typed(data, spec) for spec in specs if spec.kind is not ControlKind.FIXED}


def _typed(data: QueryDict, spec: FieldSpec) -> str:
    name = f"v:{spec.name}"
    match spec.kind:
        case ControlKind.TEXT:
            return plain_text(data.get(name))
        case ControlKind.LINES:
            return plain_lines(data.get(name, ""))
        case ControlKind.CHECKS:
            picked = set(data.getlist(name))
            return "\n".join(value for value, _ in spec.choices if value in picked)
        case ControlKind.VALUES:
            pairs = zip(data.getlist(f"y:{spec.name}"), data.getlist(name), strict=False)
            return pairs_text((plain_line(year), plain_line(value)) for year, value in pairs)
        case _:
            return plain_line(data.get(name))


def pairs_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Years and values, one pair a line; a pair without both is left out."""
    return "\n".join(f"{_untabbed(year)}\t{_untabbed(value)}" for year, value in pairs if year or value)


def _untabbed(text: str) -> str:
    return text.replace("\t", " ")


def decided_fields(data: QueryDict, specs: Sequence[FieldSpec]) -> dict[str, str]:
    """The answers to conflicts that the page asked about; "" where one was asked and not answered."""
    return {spec.name: data.get(f"k:{spec.name}", "") for spec in specs if data.get(f"c:{spec.name}") == "1"}


def plan_controls(
    specs: Sequence[FieldSpec],
    now: Mapping[str, str],
    *,
    typed: Mapping[str, str] | None = None,
    merge: Merge | None = None,
    changed_by: str = "",
    denied: str | None = None,
) -> tuple[PlanControl, ...]:
    """The form: what was typed is laid over what stands now, and a refusal is tied to the field that it names."""
    controls = []
    for spec in specs:
        conflict = merge is not None and spec.name in merge.conflicts
        kept = merge is not None and spec.name in merge.kept
        shown = now[spec.name] if typed is None or kept else typed.get(spec.name, now[spec.name])
        named = denied is not None and (
            f"「{spec.label}」" in denied or f"の{spec.label}" in denied or denied.startswith(spec.label)
        )
        controls.append(
            PlanControl(
                spec=spec,
                value=shown,
                problem=denied if named and denied else "",
                standing=_shown(spec, now[spec.name]) if conflict else None,
                standing_by=changed_by,
            )
        )
    return tuple(controls)


def _shown(spec: FieldSpec, text: str) -> str:
    """A version in words."""
    labels = dict(spec.choices)
    if spec.kind in (ControlKind.CHECKS, ControlKind.CHOICE):
        text = "\n".join(labels.get(line, line) for line in text.split("\n"))
    return text.replace("\t", " ") or "（空）"
