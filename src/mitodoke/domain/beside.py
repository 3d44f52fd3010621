"""What stands beside the facts of an edition: evidence, opinions of outside evaluators with the city's answers, money.

No document prints it. It is gathered when an edition is made and frozen with it, so that these records hold only
what the public may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.amount import AmountKind
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.own_field import FieldControl


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOpinion:
    """What an evaluator says of an item (None: of the plan) for a year, and the city's confirmed answer.

    `evaluator` is the name to be published; `department` answers. Days are ISO dates.
    """

    item_id: str | None
    fiscal_year: int
    evaluator: str
    written_on: str
    text: str
    answer: str
    department: str
    answered_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAmount:
    """Budget or settlement of an item in a fiscal year, in exact yen."""

    item_id: str
    fiscal_year: int
    kind: AmountKind
    yen: Decimal
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEvidence:
    """Evidence of a confirmed answer that the department released: a link, or a file that is known by its hash.

    `subject` is the id of the item or of the collaboration entry; `size` is in bytes. Exactly one of `address` and
    `file_sha256` (with `file_name`, `kind` and `size`) is not None.
    """

    subject: str
    department: str
    fiscal_year: int
    caption: str | None = None
    address: str | None = None
    file_name: str | None = None
    kind: EvidenceKind | None = None
    size: int | None = None
    file_sha256: str | None = None

    def __post_init__(self) -> None:
        file = (self.file_sha256, self.file_name, self.kind, self.size)
        if (self.address is None) != all(file) or (self.address is not None and any(file)):
            raise ValueError("a piece of evidence is either a link or a file")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerification:
    """検証 of an item after a year: what becomes of it, why, and what the next year does."""

    item_id: str
    fiscal_year: int
    decision: VerificationDecision
    reason: str
    next_steps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFieldValue:
    """What an item says in a field of the city's own; `meaning` is the name of a step of a scale."""

    item_id: str
    label: str
    control: FieldControl
    value: str
    meaning: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFieldFile:
    """The file that an item has in a field of the city's own, known by its hash; `size` is in bytes."""

    item_id: str
    label: str
    file_name: str
    kind: EvidenceKind
    size: int
    file_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedNote:
    """補足: what is said, on the ISO date `noted_on`, beside a promise whose words stay as they are."""

    item_id: str
    noted_on: str
    text: str
