"""The list of a city's plans: how far each is and what waits to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from mitodoke.desk.presentation.plan_words import kind_label, level_chain
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_structure import DEEPEST, Level, PlanStructure, document_structure
from mitodoke.plans.models import PLAN_KINDS, PlanLedger
from mitodoke.plans.queries import LedgerOverview

LEVELS = DEEPEST
"""How many levels the form offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan of the list; `due` are sentences about what waits."""

    title: str
    address: str
    kind: str
    levels: str
    state: str
    revision: str
    items: int
    indicators: int
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A structure to begin with: the names that are filled in, and the kind of document that has these levels."""

    key: str
    label: str
    hint: str
    names: tuple[str, ...]
    kind: DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLevel:
    """A level as it was typed: its name, whether departments rate its items, whether its titles become fixed."""

    name: str
    rated: bool = False
    fixed: bool = False


def plan_lines(overviews: list[LedgerOverview], *, with_drafts: bool) -> tuple[PlanLine, ...]:
    """The list; who may not read drafts sees the plans in force only, without what waits."""
    lines = []
    for one in overviews:
        if one.decided is None and not with_drafts:
            continue
        waiting = []
        if one.open_revision is not None:
            waiting.append(f"「{one.open_revision.name}」が決定を待っています。")
        if one.follow_ups:
            waiting.append(f"検証のその後を尋ねる項目が{one.follow_ups:,}件あります。")
        if one.opinions:
            waiting.append(f"回答が終わっていない外部評価の意見が{one.opinions:,}件あります。")
        lines.append(
            PlanLine(
                title=one.ledger.title,
                address=reverse("desk:plan", kwargs={"ledger_id": one.ledger.pk}),
                kind=kind_label(one.ledger),
                levels=level_chain(one.content),
                state=_in_force(one),
                revision=one.open_revision.name if one.open_revision and with_drafts else "なし",
                items=len(one.content.items),
                indicators=len(one.content.indicators),
                due=tuple(waiting) if with_drafts else (),
            )
        )
    return tuple(lines)


def _in_force(one: LedgerOverview) -> str:
    if one.decided is None:
        return "まだ決定していません"
    return f"{one.decided.name}（{format_date(one.decided.decided_on)}決定）"


def takeable_documents(code: str) -> list[SourceDocument]:
    """The newest revision of every document of the city that prints a plan."""
    kinds = {kind.value for kind in PLAN_KINDS}
    return [one for one in current_documents() if one.municipality_id == code and one.kind in kinds]


def plans_of_kind(code: str, kind: DocumentKind) -> tuple[str, ...]:
    """The titles of the city's plans that are reported in documents of `kind`; one query."""
    ledgers = PlanLedger.objects.filter(municipality=code).order_by("pk")
    return tuple(
        one.title for one in ledgers if (one.document_kind or DocumentKind.COMPREHENSIVE_PLAN) == kind
    )


def presets() -> tuple[Preset, ...]:
    """What a new plan may begin with; the levels of the other kinds come from the table of outlines."""
    own = Preset(
        key=DocumentKind.COMPREHENSIVE_PLAN.value,
        label=f"{DocumentKind.COMPREHENSIVE_PLAN.label}など、独自の階層の計画",
        hint="階層の名前も数も自由に決められます。",
        names=("政策", "施策", "事務事業"),
        kind=DocumentKind.COMPREHENSIVE_PLAN,
    )
    fixed = (kind for kind in PLAN_KINDS if kind is not DocumentKind.COMPREHENSIVE_PLAN)
    return (
        own,
        *(
            Preset(
                key=kind.value,
                label=kind.label,
                hint="公表する文書と同じ階層です。階層の数は決まっていて、名前だけ変えられます。",
                names=tuple(level.name for level in document_structure(kind).levels),
                kind=kind,
            )
            for kind in fixed
        ),
    )


def chosen_structure(preset: Preset, typed: Sequence[TypedLevel]) -> PlanStructure:
    """The structure that was typed; a fixed outline keeps its levels, one too few or too many is refused later."""
    if preset.kind is DocumentKind.COMPREHENSIVE_PLAN:
        return PlanStructure(
            levels=tuple(
                Level(key=f"level{number}", name=one.name, rated=one.rated, fixed_wording=one.fixed)
                for number, one in enumerate(typed, start=1)
            )
        )
    levels = document_structure(preset.kind).levels
    renamed = [replace(level, name=one.name) for level, one in zip(levels, typed, strict=False)]
    extra = [Level(key=f"extra{n}", name=one.name) for n, one in enumerate(typed[len(levels) :])]
    return PlanStructure(levels=(*renamed, *extra))
