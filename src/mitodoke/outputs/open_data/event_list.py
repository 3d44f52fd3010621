"""イベント一覧 of the 自治体標準オープンデータセット, for the occurrences whose days are known (docs/adr/0011)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.collaboration import OrganisationRole
from mitodoke.domain.edition import Edition
from mitodoke.outputs.csv_text import csv_lines
from mitodoke.outputs.open_data.csv_file import CsvEncoding, encoded
from mitodoke.outputs.open_data.dates import (
    DatedOccurrence,
    Undated,
    dated_occurrences,
    participants_words,
)
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.prefectures import prefecture

EVENT_COLUMNS: tuple[str, ...] = (
    "全国地方公共団体コード", "ID", "地方公共団体名", "イベント名", "イベント名_カナ", "イベント名_英字", "概要", "説明",
    "イベント種類", "コンテンツURL", "開催パターン", "開始日", "終了日", "開始時間", "終了時間", "開始日時特記事項",
    "場所名称", "集合（受付）場所", "所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県",
    "所在地_市区町村", "所在地_町字", "所在地_番地以下", "建物名等(方書)", "緯度", "経度", "主催者", "対象者", "定員",
    "料金種別", "料金(基本)", "料金(詳細)", "参加申込終了日", "参加申込終了時間", "参加申込方法", "アクセス方法",
    "駐車場情報", "連絡先名称", "連絡先電話番号", "連絡先内線番号", "連絡先メールアドレス", "連絡先FormURL",
    "連絡先備考（その他、SNSなど）", "画像", "画像_ライセンス", "URL", "備考",
)  # fmt: skip
"""The national column names. What a register does not tell (place, time, fee, audience ...) stays empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """The file, and the occurrences that it cannot list because their days are not known."""

    data: bytes
    left_out: tuple[Undated, ...]


def event_list(
    edition: Edition, publication: Publication, encoding: CsvEncoding = CsvEncoding.UTF_8_BOM
) -> EventList:
    """One row for each occurrence with known days; a single day is both 開始日 and 終了日."""
    dated, undated = dated_occurrences(edition)
    rows = (_row(edition, publication, event) for event in dated)
    text = "".join(csv_lines(EVENT_COLUMNS, rows))
    return EventList(data=encoded(text, encoding), left_out=undated)


def _row(edition: Edition, publication: Publication, event: DatedOccurrence) -> Iterator[str]:
    document = edition.content.document
    entry, occurrence = event.entry, event.occurrence
    organisers = [o.name for o in entry.organisations if o.role is OrganisationRole.ORGANISER]
    told: dict[str, str | None] = {
        "全国地方公共団体コード": document.municipality_code,
        "ID": event.name,
        "地方公共団体名": f"{prefecture(document.municipality_code) or ''}{document.municipality or ''}",
        "イベント名": entry.title,
        "説明": entry.purpose,
        "開催パターン": entry.recurrence.label if entry.recurrence else None,
        "開始日": event.first.isoformat(),
        "終了日": event.last.isoformat(),
        "開始日時特記事項": " ".join(_remarks(event)),
        "主催者": "、".join(organisers),
        "連絡先名称": "、".join(entry.departments),
        "URL": publication.page_of(edition) if publication.base else None,
        "備考": _note(entry.form.label, participants_words(occurrence)),
    }
    for column in EVENT_COLUMNS:
        yield one_line(told.get(column) or "") or ""


def _remarks(event: DatedOccurrence) -> Iterator[str]:
    if event.occurrence.cancelled:
        yield "中止"
    yield from (part for part in (event.occurrence.label, event.occurrence.note) if part)


def _note(form: str, participants: str | None) -> str:
    return f"協働の形態: {form}" + ("" if participants is None else f" 参加人数: {participants}")
