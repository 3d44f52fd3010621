"""Publishing: the stored facts of a document are audited and frozen into an edition."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from mitodoke.audit.run import audit_content
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Edition, Reading
from mitodoke.domain.finding import Finding, Severity, merge_findings
from mitodoke.publishing import models
from mitodoke.publishing.queries import EditionRow, to_row
from mitodoke.publishing.records import inputs_sha256, store_record, to_record
from mitodoke.reporting.records import to_ratings, to_reading

TOLD_ERRORS = 3
"""How many errors a refusal names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The edition that stands for a document now, and whether it was made just now."""

    edition: EditionRow
    is_new: bool


@transaction.atomic
def publish_edition(
    *,
    document: str,
    by: str,
    today: datetime.date,
    fictional: bool = False,
    acknowledgement: str | None = None,
) -> Publication:
    """Freeze the stored facts of the document with the key `document` into its next edition.

    The same facts and source lines with the same audit give no new edition. Findings of the severity error deny
    publication unless `acknowledgement` says why it is right nevertheless. A reason that is given is kept with the
    edition where there are errors or warnings.
    """
    source = current_document(document)
    if source is None:
        raise ActionDenied(f"{document} という文書は取り込まれていません。先に文書を取り込んでください。")
    _deny_mixing(source, fictional=fictional)
    reading = to_reading(source)
    edition = _edition(source, reading, today=today, fictional=fictional)
    last = _last_edition(source)
    if last is not None:
        published = to_record(last)
        as_published = replace(edition, version=published.version, published_on=published.published_on)
        same_inputs = inputs_sha256(edition.content, reading.lines) == last.inputs_sha256
        if same_inputs and as_published == published:
            return Publication(edition=to_row(last), is_new=False)
        edition = replace(edition, version=published.version + 1)
    reason = (acknowledgement or "").strip() or None
    errors = [one for one in edition.audit.findings if one.severity is Severity.ERROR]
    if errors and reason is None:
        raise ActionDenied(_refusal(reading, errors))
    row = store_record(
        edition,
        document=source,
        lines=reading.lines,
        published_by=by,
        acknowledgement=reason if any(_asks_for_reason(one) for one in edition.audit.findings) else None,
    )
    return Publication(edition=to_row(row), is_new=True)


def _asks_for_reason(finding: Finding) -> bool:
    return finding.severity in (Severity.ERROR, Severity.WARNING)


def _edition(document: SourceDocument, reading: Reading, *, today: datetime.date, fictional: bool) -> Edition:
    content = replace(reading.content, ratings=to_ratings(document, reading.content.ratings))
    audit = audit_content(content, reading.lines)
    return Edition(
        content=content,
        # An abridged document carries the findings of its full text: what both tell is told once.
        audit=replace(audit, findings=merge_findings(reading.findings, audit.findings)),
        published_on=today.isoformat(),
        fictional=fictional,
    )


def _last_edition(document: SourceDocument) -> models.Edition | None:
    return (
        models.Edition.objects.filter(
            municipality=document.municipality_id, kind=document.kind, fiscal_year=document.fiscal_year
        )
        .order_by("-version")
        .first()
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


def _refusal(reading: Reading, errors: Sequence[Finding]) -> str:
    told = "、".join(f"{one.place or '文書全体'}「{one.message}」" for one in errors[:TOLD_ERRORS])
    more = f"ほか {len(errors) - TOLD_ERRORS} 件" if len(errors) > TOLD_ERRORS else ""
    return (
        f"「{reading.content.document.title}」には誤りの指摘が {len(errors)} 件あるため、公表できません（{told}{more}）。"
        "文書を直して取り込み直すか、このまま公表する理由を付けてください。"
    )
