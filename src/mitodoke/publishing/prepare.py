"""The edition that would be frozen now: the stored facts of a document, audited; only reads."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from mitodoke.audit.run import audit_content
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import DocumentContent, Edition, Reading
from mitodoke.domain.edition_state import EditionState
from mitodoke.domain.finding import merge_findings
from mitodoke.outputs.reports.comparison import Correction, compare_editions
from mitodoke.plans.queries import rules_for
from mitodoke.publishing import models
from mitodoke.publishing.beside import with_what_stands_beside
from mitodoke.publishing.kept_drafts import kept_while_equal
from mitodoke.publishing.queries import edition_of
from mitodoke.publishing.records import inputs_sha256
from mitodoke.publishing.visibility import Standing, versions_of
from mitodoke.reporting.records import to_ratings, to_reading

kept_audit = kept_while_equal(audit_content)
kept_comparison = kept_while_equal(compare_editions)
content_sha256 = kept_while_equal(inputs_sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedEdition:
    """What would be frozen now, and what of the document there is already; nothing of it is stored.

    `same` is an edition that says the same already, public or waiting for its release, `before` the public edition
    that this one would follow, and `waiting` the one that it would replace before its release. `withdrawn` is an
    edition with the same facts that was taken back.
    """

    source: SourceDocument
    reading: Reading
    edition: Edition
    same: Standing | None
    before: Standing | None
    waiting: Standing | None
    withdrawn: Standing | None

    def changes(self) -> tuple[Correction, ...]:
        """What differs from the public edition; none where there is none."""
        return () if self.before is None else kept_comparison(edition_of(self.before), self.edition)


def prepare_edition(
    *,
    document: str,
    today: datetime.date,
    fictional: bool = False,
    read: Callable[[SourceDocument], Reading] = to_reading,
) -> PreparedEdition:
    """Audit the stored facts of the document with the key `document` as its next edition; ActionDenied without one.

    Only reads, so that nobody who writes waits for it. A page that is looked at again and again gives a `read` that
    keeps what it has read.
    """
    source = current_document(document)
    if source is None:
        raise ActionDenied(f"{document} という文書は取り込まれていません。先に文書を取り込んでください。")
    _deny_mixing(source, fictional=fictional)
    reading = read(source)
    edition = _edition(source, reading, today=today, fictional=fictional)
    versions = versions_of(source)
    before = next((one for one in versions if one.is_public), None)
    waiting = next((one for one in versions if one.state is EditionState.WAITING), None)
    same = next((one for one in (waiting, before) if one and _says_the_same(one, edition, reading)), None)
    if same is None and versions:
        edition = replace(edition, version=versions[0].row.version + 1)
    return PreparedEdition(
        source=source,
        reading=reading,
        edition=edition,
        same=same,
        before=before,
        waiting=waiting,
        withdrawn=None if same else _taken_back(versions, edition, reading),
    )


def _taken_back(versions: list[Standing], edition: Edition, reading: Reading) -> Standing | None:
    """The newest version that was withdrawn and had these facts, whatever the checks say of them now."""
    withdrawn = [one for one in versions if one.state is EditionState.WITHDRAWN]
    if not withdrawn:
        return None
    facts = content_sha256(edition.content, reading.lines)
    return next((one for one in withdrawn if one.row.inputs_sha256 == facts), None)


def _says_the_same(standing: Standing, edition: Edition, reading: Reading) -> bool:
    if content_sha256(edition.content, reading.lines) != standing.row.inputs_sha256:
        return False
    return _same_but_for_its_day(edition, edition_of(standing))


@kept_while_equal
def _same_but_for_its_day(edition: Edition, published: Edition) -> bool:
    return replace(edition, version=published.version, published_on=published.published_on) == published


def _edition(document: SourceDocument, reading: Reading, *, today: datetime.date, fictional: bool) -> Edition:
    content = next_content(document, reading)
    audit = kept_audit(content, reading.lines)
    return Edition(
        content=with_what_stands_beside(content, document=document, lines=reading.lines),
        # An abridged document carries the findings of its full text: what both tell is told once.
        audit=replace(audit, findings=merge_findings(reading.findings, audit.findings)),
        published_on=today.isoformat(),
        fictional=fictional,
    )


def next_content(document: SourceDocument, reading: Reading) -> DocumentContent:
    """The facts of `document`, as read, with its ratings and the rules that its plan chose for the year."""
    rules = rules_for(document=document)
    return replace(
        reading.content,
        ratings=to_ratings(document, reading.content.ratings),
        combining=rules.combining,
        roll_up=rules.roll_up,
        judgement=rules.judgement,
    )


def _deny_mixing(document: SourceDocument, *, fictional: bool) -> None:
    """A city is fictional or real: nobody shall take the one for the other."""
    others = models.Edition.objects.filter(municipality=document.municipality_id).exclude(fictional=fictional)
    if others.exists():
        present, wanted = ("実在", "架空") if fictional else ("架空", "実在")
        raise ActionDenied(
            f"{document.municipality.name}は{present}の自治体として公表されているため、"
            f"{wanted}の自治体としては公表できません。"
        )
