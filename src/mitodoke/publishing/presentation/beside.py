"""What stands beside an item on its page: evidence, outside opinions with answers, money, 検証, own fields, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from mitodoke.domain.amount import AmountKind
from mitodoke.domain.beside import (
    DatedNote,
    ItemAmount,
    ItemVerification,
    OutsideOpinion,
    OwnFieldFile,
    OwnFieldValue,
    PublicEvidence,
)
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.own_field import FieldControl
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_date, show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number

EVIDENCE_FOLDER = "evidence/"
"""The folder of an edition's files of evidence."""
OWN_FILES_FOLDER = "own-files/"
"""The folder of an edition's files in fields of the city's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file that an edition names: its name below the edition is of our own making."""

    name: str
    sha256: str
    kind: EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvidence:
    """A piece of evidence: `caption` in the city's words (None: none given), and where it leads.

    `address` is empty for what is no address of the web; `host` names the site of a link, `file` what a file is.
    """

    caption: str | None
    address: str
    written: str
    host: str
    file: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAmount:
    """One amount; `text` is None where it is not told. `notes` are the city's words."""

    label: str
    text: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownYear:
    """The money of one fiscal year."""

    year: str
    amounts: tuple[ShownAmount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVerification:
    """A 検証."""

    year: str
    decision: str
    reason: str
    next_steps: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOwnValue:
    """A field of the city's own; `said` where the site words it (a date).

    `address` where it leads elsewhere, or (with `file`, which tells what the file is) to a file of the edition.
    """

    label: str
    value: str
    meaning: str | None = None
    address: str = ""
    said: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything that stands beside one item, entry or plan; `kinds` are the columns of the table of money."""

    evidence: tuple[ShownEvidence, ...] = ()
    opinions: tuple[OutsideOpinion, ...] = ()
    kinds: tuple[str, ...] = ()
    amounts: tuple[ShownYear, ...] = ()
    verifications: tuple[ShownVerification, ...] = ()
    own_values: tuple[ShownOwnValue, ...] = ()
    notes: tuple[DatedNote, ...] = ()


def beside(subject: str | None, index: EditionIndex, addresses: EditionAddresses) -> Beside:
    """What stands beside the item or entry with the id `subject`; for None, beside the plan as a whole."""
    content = index.edition.content
    amounts = [one for one in content.amounts if one.item_id == subject]
    kinds = tuple(kind for kind in AmountKind if any(one.kind is kind for one in amounts))
    return Beside(
        evidence=tuple(_evidence(one, addresses) for one in content.evidence if one.subject == subject),
        opinions=tuple(one for one in content.opinions if one.item_id == subject),
        kinds=tuple(tr(kind.label) for kind in kinds),
        amounts=tuple(_years(amounts, kinds)),
        verifications=tuple(_verification(one) for one in content.verifications if one.item_id == subject),
        own_values=(
            *(_own_value(one) for one in content.own_values if one.item_id == subject),
            *(_own_file(one, addresses) for one in content.own_files if one.item_id == subject),
        ),
        notes=tuple(one for one in content.wording_notes if one.item_id == subject),
    )


def attached_files(content: DocumentContent) -> Iterator[AttachedFile]:
    """Every file that an edition names: evidence, and what stands in fields of the city's own; once each in its folder."""
    named = [
        _attached(EVIDENCE_FOLDER, one.file_sha256, one.kind)
        for one in content.evidence
        if one.file_sha256 is not None and one.kind is not None
    ]
    named += [_attached(OWN_FILES_FOLDER, one.file_sha256, one.kind) for one in content.own_files]
    yield from dict.fromkeys(named)


def _attached(folder: str, sha256: str, kind: EvidenceKind) -> AttachedFile:
    return AttachedFile(name=f"{folder}{sha256}{kind.suffixes[0]}", sha256=sha256, kind=kind)


def web_host(address: str) -> str:
    """The site that an address of the web leads to; empty for anything that is not plainly one."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return host if plain and host else ""


def show_size(size: int) -> str:
    """Bytes as people say them, rounded up."""
    if size < 1024:
        return tr("{count}バイト", count=size)
    if size < 1024 * 1024:
        return f"{-(-size // 1024):,} KB"
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10:,}.{tenths % 10} MB"


def _evidence(one: PublicEvidence, addresses: EditionAddresses) -> ShownEvidence:
    if one.file_sha256 is not None and one.kind is not None:
        return ShownEvidence(
            caption=one.caption,
            address=addresses.file(_attached(EVIDENCE_FOLDER, one.file_sha256, one.kind).name),
            written=one.file_name or "",
            host="",
            file=_kind_and_size(one.kind, one.size or 0),
            department=one.department,
        )
    address = one.address or ""
    host = web_host(address)
    return ShownEvidence(
        caption=one.caption,
        address=address if host else "",
        written=address,
        host=host,
        file="",
        department=one.department,
    )


def _kind_and_size(kind: EvidenceKind, size: int) -> str:
    return tr("{kind}・{size}", kind=tr(kind.label), size=show_size(size))


def _years(amounts: Iterable[ItemAmount], kinds: Iterable[AmountKind]) -> Iterator[ShownYear]:
    known = {(one.fiscal_year, one.kind): one for one in amounts}
    columns = tuple(kinds)
    for year in sorted({year for year, _ in known}):
        yield ShownYear(
            year=show_fiscal_year(year),
            amounts=tuple(_amount(kind, known.get((year, kind))) for kind in columns),
        )


def _amount(kind: AmountKind, one: ItemAmount | None) -> ShownAmount:
    return ShownAmount(
        label=tr(kind.label),
        text=None if one is None else tr("{amount}円", amount=show_number(one.yen)),
        notes=() if one is None else tuple(note for note in (one.note, one.source) if note),
    )


def _verification(one: ItemVerification) -> ShownVerification:
    return ShownVerification(
        year=show_fiscal_year(one.fiscal_year),
        decision=tr(one.decision.label),
        reason=one.reason,
        next_steps=one.next_steps,
    )


def _own_value(one: OwnFieldValue) -> ShownOwnValue:
    link = one.control is FieldControl.FILE_LINK and web_host(one.value)
    # What is no date comes back as it is and stays the city's own words.
    date = show_date(one.value) if one.control is FieldControl.DATE else one.value
    return ShownOwnValue(
        label=one.label,
        value=one.value,
        meaning=one.meaning,
        address=one.value if link else "",
        said="" if date == one.value else date,
    )


def _own_file(one: OwnFieldFile, addresses: EditionAddresses) -> ShownOwnValue:
    return ShownOwnValue(
        label=one.label,
        value=one.file_name,
        address=addresses.file(_attached(OWN_FILES_FOLDER, one.file_sha256, one.kind).name),
        file=_kind_and_size(one.kind, one.size),
    )
