"""Something of every kind that may stand beside the facts of an edition, made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

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
from mitodoke.domain.edition import Edition
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.own_field import FieldControl

SHA256 = "ab" * 32
OWN_SHA256 = "cd" * 32
LINK = "https://example.lg.jp/flowers?y=1&z=2"


def opinion(item_id: str | None, text: str = "時期を早めるべきである。\n理由は二つある。") -> OutsideOpinion:
    """An opinion with its answer."""
    return OutsideOpinion(
        item_id=item_id,
        fiscal_year=2025,
        evaluator="花咲市行政評価委員会",
        written_on="2026-05-01",
        text=text,
        answer="3月に早めます。",
        department="花課",
        answered_on="2026-05-20",
    )


def evidence(subject: str) -> tuple[PublicEvidence, ...]:
    """A link, a file, and what is no address of the web."""
    more = {"subject": subject, "department": "花課", "fiscal_year": 2025}
    return (
        PublicEvidence(**more, caption="配布の記録", address=LINK),  # type: ignore[arg-type]
        PublicEvidence(
            **more,  # type: ignore[arg-type]
            caption="来場者の集計",
            file_name="集計.csv",
            kind=EvidenceKind.TEXT,
            size=1025,
            file_sha256=SHA256,
        ),
        PublicEvidence(**more, caption="庁内の棚", address="javascript:alert(1)"),  # type: ignore[arg-type]
    )


def with_everything(edition: Edition, item_id: str) -> Edition:
    """The edition with something of every kind beside the item, and an opinion on the whole."""
    content = replace(
        edition.content,
        opinions=(opinion(None, "全体によく進んでいる。"), opinion(item_id)),
        amounts=(
            _amount(item_id, 2024, AmountKind.BUDGET, "1000000"),
            _amount(item_id, 2024, AmountKind.SETTLEMENT, "0", note="全額を翌年度へ繰越", source="決算書"),
            _amount(item_id, 2025, AmountKind.BUDGET, "99999999999999"),
        ),
        evidence=evidence(item_id),
        verifications=(
            ItemVerification(
                item_id=item_id,
                fiscal_year=2025,
                decision=VerificationDecision.EXPAND,
                reason="利用が多い",
                next_steps="2か所ふやす",
            ),
        ),
        own_values=(
            _own(item_id, "総合評価", FieldControl.SCALE, "A", meaning="順調"),
            _own(item_id, "位置図", FieldControl.FILE_LINK, "https://example.lg.jp/map.pdf"),
            _own(item_id, "開始日", FieldControl.DATE, "2026-04-01"),
            _own(item_id, "ひとこと", FieldControl.TEXT, "一行目\n二行目"),
        ),
        own_files=(
            OwnFieldFile(
                item_id=item_id,
                label="配置図",
                file_name="配置図 <1>.pdf",
                kind=EvidenceKind.PDF,
                size=3_000_000,
                file_sha256=OWN_SHA256,
            ),
        ),
        wording_notes=(
            DatedNote(item_id=item_id, noted_on="2026-04-01", text="対象は市内の全域です。"),
            DatedNote(item_id=item_id, noted_on="2026-04-01", text="島も含みます。"),
        ),
    )
    return replace(edition, content=content)


def with_evidence(edition: Edition) -> Edition:
    """A register with evidence of its first entry."""
    first = edition.content.entries[0].entry_id
    return replace(edition, content=replace(edition.content, evidence=evidence(first)))


def with_opinions(edition: Edition, texts: Iterable[str]) -> Edition:
    """The edition with more opinions on the item of its last one, each made of one of `texts`."""
    last = edition.content.opinions[-1]
    more = tuple(replace(last, text=text, answer=text, evaluator=text) for text in texts)
    return replace(edition, content=replace(edition.content, opinions=(*edition.content.opinions, *more)))


def _amount(item_id: str, year: int, kind: AmountKind, yen: str, **more: str) -> ItemAmount:
    return ItemAmount(item_id=item_id, fiscal_year=year, kind=kind, yen=Decimal(yen), **more)


def _own(
    item_id: str, label: str, control: FieldControl, value: str, meaning: str | None = None
) -> OwnFieldValue:
    return OwnFieldValue(item_id=item_id, label=label, control=control, value=value, meaning=meaning)
