"""The JSON Schema of `edition.json` as it is published: with an address and Japanese names for every property."""

from __future__ import annotations

from typing import Any

import msgspec

from mitodoke.outputs.edition_json import edition_schema
from mitodoke.outputs.open_data.edition_name import Publication

Json = dict[str, Any]

SCHEMA_FILE = "edition.schema.json"

RECORD_TITLES: dict[str, str] = {
    "Edition": "版",
    "DocumentContent": "文書の内容",
    "SourceDocument": "原典の文書",
    "DocumentKind": "文書の種別",
    "PlanItem": "計画の項目",
    "ItemKind": "項目の階層",
    "OwnLevel": "計画の階層",
    "RevisionFlag": "見直しの区分",
    "Repeat": "再掲の区分",
    "Activity": "取組事業内容",
    "GlossaryTerm": "用語",
    "Indicator": "指標",
    "IndicatorLevel": "指標の種類",
    "IndicatorValue": "指標の値",
    "Accumulation": "値の積み上げ方",
    "Combining": "複数の部署の評価のまとめ方",
    "RollUpChoice": "評価の集計のしかた",
    "LevelChoice": "階層ごとの集計のしかた",
    "Averaged": "平均するもの",
    "Carried": "平均に使う値",
    "RoundingRule": "端数処理",
    "RoundingMode": "端数処理の方法",
    "JudgementChoice": "指標の判定のしかた",
    "JudgementRule": "判定の規則",
    "Band": "判定の区分",
    "Yardstick": "判定に使う値",
    "StepPath": "予定の進み方",
    "ResultState": "数値によらない状態",
    "Tolerance": "変化なしとみなす幅",
    "ToleranceKind": "幅の単位",
    "DesiredChange": "望ましい方向",
    "ValueRole": "値の役割",
    "Quantity": "数量",
    "MissingReason": "値がない理由",
    "CollaborationEntry": "協働事業",
    "CollaborationForm": "協働の形態",
    "NameHolder": "後援の名義",
    "Recurrence": "実施区分",
    "Occurrence": "実施日",
    "OrganisationMention": "団体",
    "OrganisationRole": "団体の役割",
    "Rating": "10段階評価",
    "RatingState": "評価の状態",
    "StatedFigure": "文書が示す数値",
    "Audit": "検算",
    "Figure": "検算した数値",
    "RuleTrial": "試した集計規則",
    "Finding": "指摘",
    "Severity": "指摘の重さ",
    "OutsideOpinion": "外部評価の意見と回答",
    "ItemAmount": "予算・決算",
    "AmountKind": "金額の種類",
    "PublicEvidence": "根拠資料",
    "EvidenceKind": "ファイルの種類",
    "ItemVerification": "検証",
    "VerificationDecision": "検証の判断",
    "OwnFieldValue": "独自の欄の値",
    "OwnFieldFile": "独自の欄のファイル",
    "FieldControl": "欄の種類",
    "DatedNote": "約束への補足",
}
"""The records of an edition."""

PROPERTY_TITLES: dict[str, str] = {
    "abridged": "文章を除いた版", "accumulation": "値の積み上げ方", "activities": "取組事業内容", "address": "所在（URL）", "agrees": "一致",
    "amounts": "予算・決算", "answer": "市の回答", "answered_on": "回答の日",
    "approximate": "概数", "as_of": "時点", "audience": "対象", "audit": "検算", "calculated": "再計算した値",
    "calculated_exact": "再計算した値（丸める前）", "calendar_year": "暦年", "cancelled": "中止", "caption": "資料の説明", "changed": "見直しで変更",
    "check": "検査", "code": "番号", "content": "内容", "control": "欄の種類", "cumulative": "累計・延べ", "date_printed": "日付の原典の表記",
    "dates_printed": "実施日の原典の表記", "decimals": "小数点以下の桁数", "decision": "検証の判断", "definition": "説明", "department": "担当部署",
    "departments": "担当部署", "desired_change": "望ましい方向", "document": "文書", "effects": "効果・反響",
    "end": "終了日", "entries": "協働事業", "entry_id": "協働事業ID", "evaluator": "評価者", "evidence": "根拠資料", "expected": "想定", "failures": "再現しない数値",
    "fictional": "架空", "field": "欄", "figure": "数値の種類", "figures": "検算した数値", "file_name": "ファイル名", "file_sha256": "ファイルのSHA-256", "findings": "指摘",
    "fiscal_year": "年度", "flags": "見直しの区分", "form": "協働の形態", "glossary": "用語", "indicator_id": "指標ID",
    "indicators": "指標", "item_id": "項目ID", "items": "計画の項目", "kind": "種別", "label": "名称", "layout": "様式",
    "combining": "複数の部署の評価のまとめ方", "level": "指標の種類", "levels": "計画の階層", "lines": "行数", "lines_accounted": "使途の分かる行数", "meaning": "段階の意味", "message": "指摘の内容",
    "missing": "値がない理由", "municipality": "地方公共団体名", "municipality_code": "全国地方公共団体コード",
    "name": "名称", "name_holder": "後援の名義", "next_steps": "次の年度に行うこと", "note": "注記", "noted_on": "補足の日", "number": "番号", "occurrences": "実施日", "of": "比べた数", "opinions": "外部評価の意見",
    "organisations": "関係団体", "organisations_are_prose": "関係団体が文章",
    "organisations_printed": "関係団体の原典の表記", "outcomes": "目標・成果", "own_files": "独自の欄のファイル", "own_values": "独自の欄の値", "parent_id": "上位の項目ID",
    "participants": "参加人数", "participants_printed": "参加人数の原典の表記", "period_end": "対象期間の終わり",
    "period_start": "対象期間の始まり", "place": "原典の場所", "position": "順番", "printed": "原典の表記",
    "printed_progress": "公表された進捗状況（％）", "published": "公表日", "published_on": "版の公表日",
    "publisher": "公表した部署", "purpose": "目的・内容", "quantity": "数量", "rated": "評価する階層", "ratings": "10段階評価", "reason": "理由",
    "recurrence": "実施区分", "recurrence_printed": "実施区分の原典の表記", "repeat": "再掲の区分",
    "reproduces": "再現した数", "role": "役割", "rule": "規則", "schema": "データの様式", "sdgs": "SDGsのゴール",
    "severity": "指摘の重さ", "sha256": "原典のSHA-256", "since_year": "開始年", "size": "大きさ（バイト）", "source": "出典", "start": "開始日", "state": "評価の状態",
    "stated": "文書が示す数値", "step": "評価（0から10）", "subject": "対象", "subtitle": "副題", "summary": "概要",
    "term": "用語", "text": "内容", "title": "名称", "trials": "試した集計規則", "unit": "単位", "value": "値",
    "values": "値", "verifications": "検証", "version": "版の番号", "wording_notes": "約束への補足", "written_on": "意見の日",
    "yen": "金額（円）",
    "at_least": "境目（1が100％）", "averages": "平均するもの", "bands": "判定の区分", "below_baseline": "目標値が基準値より悪い側のときに使う値",
    "carried": "平均に使う値", "exclusive": "境目を含まない", "first_year": "計画の最初の年度", "judgement": "指標の判定のしかた",
    "keep_within": "維持とみなす幅", "left_out": "平均に入れない状態", "mode": "端数処理の方法", "path": "予定の進み方", "rank": "区分",
    "roll_up": "評価の集計のしかた", "rounding": "端数処理", "shares": "年ごとの予定の割合", "states": "数値によらない状態の区分",
    "surveys_only": "意識調査だけに使う", "tolerance": "変化なしとみなす幅", "width": "幅", "without_baseline": "基準値がないときに使う値",
    "yardstick": "判定に使う値", "yearly_bands": "年度ごとの目標の区分", "years": "計画の年数",
}  # fmt: skip
"""The properties of the records; one word means one thing in all of them."""


def published_schema(publication: Publication) -> bytes:
    """The schema with its address (where there is one) and titles; a test keeps the titles complete."""
    schema: Json = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if publication.base:
        schema["$id"] = publication.base + SCHEMA_FILE
    schema |= {"title": "mitodoke の版（edition.json）", **edition_schema()}
    for name, record in schema["$defs"].items():
        record["title"] = RECORD_TITLES.get(name, name)
        for key, described in record.get("properties", {}).items():
            described["title"] = PROPERTY_TITLES.get(key, key)
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
