"""What a document holds once read, and the edition that is published from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.domain.beside import (
    DatedNote,
    ItemAmount,
    ItemVerification,
    OutsideOpinion,
    OwnFieldFile,
    OwnFieldValue,
    PublicEvidence,
)
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.combining import Combining
from mitodoke.domain.document import LineUse, SourceDocument
from mitodoke.domain.figure import Figure, RuleTrial, StatedFigure
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.outline import GlossaryTerm, PlanItem
from mitodoke.domain.own_levels import OwnLevel
from mitodoke.domain.rating import Rating
from mitodoke.domain.roll_up_choice import RollUpChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """Every fact of one document, in its order. Nothing in here is calculated.

    `levels` names the levels of a plan of a city's own; other documents have none (see `own_levels`). What follows
    it stands beside the facts; a document that was read has none of it, an edition what was gathered (see `beside`).
    `combining` is the plan's rule for an item that several departments rate, `roll_up` and `judgement` what it chose
    for percentages and ranks (None: nothing), all as they were when the edition was made.
    """

    document: SourceDocument
    items: tuple[PlanItem, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    entries: tuple[CollaborationEntry, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    ratings: tuple[Rating, ...] = ()
    stated: tuple[StatedFigure, ...] = ()
    levels: tuple[OwnLevel, ...] = ()
    opinions: tuple[OutsideOpinion, ...] = ()
    amounts: tuple[ItemAmount, ...] = ()
    evidence: tuple[PublicEvidence, ...] = ()
    verifications: tuple[ItemVerification, ...] = ()
    own_values: tuple[OwnFieldValue, ...] = ()
    own_files: tuple[OwnFieldFile, ...] = ()
    wording_notes: tuple[DatedNote, ...] = ()
    combining: Combining = Combining.MEAN
    roll_up: RollUpChoice | None = None
    judgement: JudgementChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document read: its content, what the reader found doubtful, and how every line was used.

    `unaccounted` lists the lines (from 1) that became nothing and have no reason; it should be empty.
    """

    content: DocumentContent
    lines: tuple[str, ...]
    line_uses: tuple[LineUse, ...]
    unaccounted: tuple[int, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The recomputation of a content: its figures, the roll-up rules tried, and the doubtful places."""

    figures: tuple[Figure, ...] = ()
    trials: tuple[RuleTrial, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Facts, figures, rules and findings of one document, frozen together.

    `version` counts from 1 within (municipality, kind, fiscal year); `published_on` is an ISO date, None for a
    file written by ``mitodoke read``; `fictional` marks material made for trying the system.
    """

    content: DocumentContent
    audit: Audit
    version: int = 1
    published_on: str | None = None
    fictional: bool = False
    schema: str = field(default="mitodoke-edition/1")
