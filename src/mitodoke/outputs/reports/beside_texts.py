"""What stands beside the facts of an edition in words, record by record: for comparing two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from mitodoke.outputs.reports.wording import number, year_words

BESIDE_GROUPS = (
    "外部評価の意見",
    "予算・決算",
    "根拠資料",
    "検証",
    "独自の欄",
    "独自の欄のファイル",
    "約束への補足",
)
"""The kinds of record in words, in the order of `beside_groups`."""

Texts = Mapping[str, tuple[str, ...]]
Named = tuple[str, str, Texts]
"""A record: its id, its name in words, its fields."""


def beside_groups(content: DocumentContent) -> tuple[Iterator[Named], ...]:
    """The records of each kind. Their ids stay the same between versions of one document."""
    return (
        map(_opinion, content.opinions),
        map(_amount, content.amounts),
        map(_evidence, content.evidence),
        map(_verification, content.verifications),
        map(_own_value, content.own_values),
        map(_own_file, content.own_files),
        map(_note, content.wording_notes),
    )


def _opinion(one: OutsideOpinion) -> Named:
    about = one.item_id or "計画全体"
    fields = {
        "評価者": (one.evaluator,),
        "意見": (one.text,),
        "回答": (one.answer,),
        "回答した部署": (one.department,),
        "回答の日": (one.answered_on,),
    }
    # An opinion never changes its words, so that they tell which one it is.
    key = f"opinion {about} {one.evaluator} {one.written_on} {one.text}"
    return key, f"{about}への意見（{one.evaluator}、{one.written_on}）", fields


def _amount(one: ItemAmount) -> Named:
    key = f"amount {one.item_id} {one.fiscal_year} {one.kind.value}"
    fields = {"金額": (f"{number(one.yen)}円",), "備考": (one.note or "",), "出典": (one.source or "",)}
    return key, f"{one.item_id}の{one.kind.label}（{year_words(one.fiscal_year)}）", fields


def _evidence(one: PublicEvidence) -> Named:
    told = one.address or one.file_sha256
    fields = {
        "説明": (one.caption or "",),
        "資料": (one.address or f"{one.file_name}（{number(one.size or 0)}バイト）",),
        "部署": (one.department,),
    }
    return f"evidence {one.subject} {one.fiscal_year} {told}", f"{one.subject}の根拠資料", fields


def _verification(one: ItemVerification) -> Named:
    fields = {
        "判断": (one.decision.label,),
        "理由": (one.reason,),
        "次の年度に行うこと": (one.next_steps or "",),
    }
    key = f"verification {one.item_id} {one.fiscal_year}"
    return key, f"{one.item_id}の検証（{year_words(one.fiscal_year)}）", fields


def _own_value(one: OwnFieldValue) -> Named:
    fields = {"内容": (one.value,), "段階の意味": (one.meaning or "",)}
    return f"own_value {one.item_id} {one.label}", f"{one.item_id}の「{one.label}」", fields


def _own_file(one: OwnFieldFile) -> Named:
    fields = {"ファイル": (f"{one.file_name}（{number(one.size)}バイト）",), "SHA-256": (one.file_sha256,)}
    return f"own_file {one.item_id} {one.label}", f"{one.item_id}の「{one.label}」のファイル", fields


def _note(one: DatedNote) -> Named:
    key = f"wording_note {one.item_id} {one.noted_on}"
    return key, f"{one.item_id}への補足（{one.noted_on}）", {"補足": (one.text,)}
