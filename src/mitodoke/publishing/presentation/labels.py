"""Names for the small vocabularies of records, figures and checks; an unknown word is shown as it is."""

from __future__ import annotations

from functools import cache

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.figure import COUNT_NAMES
from mitodoke.outputs.edition_json import BESIDE_FIELDS
from mitodoke.outputs.reports.beside_texts import BESIDE_GROUPS
from mitodoke.publishing.language.speak import tr

GROUP_LABELS = {
    "document": "文書",
    "items": "項目",
    "ratings": "評価",
    "indicators": "指標",
    "entries": "協働事業",
    "glossary": "用語",
    "stated": "文書に書かれた数値",
    **dict(zip(BESIDE_FIELDS, BESIDE_GROUPS, strict=True)),
}
"""What the groups of an edition's records are called."""
_FIGURES: dict[str, str] = {
    "progress": "進捗状況（％）",
    "progress.overall": "全体の進捗状況（％）",
    "progress.summary": "総括表の進捗状況（％）",
    **COUNT_NAMES,
    "count.entries": "事業の件数",
    "count.revisions.new_measure": "新たな施策の数",
    "count.revisions.new_project": "新たな事業の数",
    "count.revisions.content_changed": "事業内容の変更の数",
    "count.revisions.ended": "終了した取組の数",
    "count.revisions.target_changed": "数値目標の変更の数",
    "count.revisions.kpi_changed": "KPIの変更の数",
    "participants.total": "参加人数の合計",
    "repeated.actual": "同じ名前のKPIの実績値",
    "repeated.target": "同じ名前のKPIの目標値",
}

_READER_CHECKS: dict[str, str] = {
    "unreadable_date": "読み取れない日付",
    "reversed_date_range": "終わりが始まりより前の期間",
    "duplicate_number": "番号の重複",
    "number_gap": "番号の欠番",
    "fiscal_year_missing": "年度が書かれていない文書",
    "unknown_form": "分からない協働の形態",
    "row_too_short": "欄の足りない行",
    "row_too_long": "欄の多い行",
    "count_cell_not_a_number": "人数の欄が数でない",
    "lost_heading": "失われた見出し",
    "repeated_measure_number": "施策番号の重複",
    "repeated_footnote_number": "注番号の重複",
    "shifted_row": "列のずれた行",
    "unmatched_footnote": "対応しない注",
    "unreadable_value": "数として読めない値",
    "duplicate_code": "番号の重複",
    "table_without_header": "見出し行のない表",
    "number_missing": "番号のない行",
    "department_missing": "担当部署のない行",
    "unknown_column": "分からない欄",
    "spare_cell": "余った欄",
    "repeated_table_differs": "繰り返された表の違い",
    "lost_definition": "失われた用語の説明",
    "code_gap": "番号の欠番",
    "title_differs": "文書の中での名称の違い",
    "lost_percentage": "原文から失われた進捗状況",
    "pledge_without_percentage": "進捗状況のない公約",
    "progress_differs": "進捗状況の食い違い",
    "unreadable_rating": "段階として読めない評価",
    "rating_scale_unclear": "何段階か分からない評価の欄",
    "rating_of_pledge": "公約ごとの評価の欄",
    "rating_year_missing": "何年度か分からない評価の欄",
    "rating_of_other_year": "文書とは別の年度の評価の欄",
    "rating_missing": "評価のない施策",
    "rating_without_measure": "施策のない行の評価",
    "rating_without_department": "評価した部署の分からない評価",
    "rating_differs": "同じ部署の評価の食い違い",
    "rating_reason_missing": "理由のない評価の状態",
    "summary_without_pledge": "本文にない公約",
    "pledge_without_summary": "総括表にない公約",
    "measure_without_title": "題名のない施策",
    "measure_without_activities": "取組内容のない施策",
    "measure_without_department": "担当部署のない施策",
    "roll_up_rule_unknown": "決まらない計算方法",
    "roll_up_rule_differs": "計画で選んだ計算のしかたと合わない割合",
    "figure_disagrees": "公表値と再計算の不一致",
    "rating_granularity": "10段階評価の平均にならない進捗状況",
    "lost_figure": "原文から失われた数値",
    "page_without_text": "文字を取り出せないページ",
    "turned_text": "向きの違う文字",
    "unreadable_letters": "読み取れない文字",
    "unclear_columns": "列の境がはっきりしない表",
    "workbook_macros": "マクロを含むファイル",
    "document_macros": "マクロを含むファイル",
    "external_links": "ほかのファイルへの参照",
    "drawings_not_read": "読み取らない図形・画像",
    "hidden_cells": "非表示の行・列",
    "hidden_sheet": "非表示のシート",
    "formula_without_value": "計算結果のない数式",
    "error_value": "エラー値のセル",
    "not_a_date": "日付にならない値",
    "control_character": "表示できない文字",
    "date_shown_in_part": "省いて表示された日付",
    "automatic_numbers": "自動で付いた番号",
    "text_boxes_not_read": "テキスト ボックスの文字",
}


def figure_label(name: str) -> str:
    """What a figure of the audit is called, in the language of the page."""
    return tr(_FIGURES.get(name, name))


@cache
def check_texts() -> dict[str, tuple[str, str]]:
    """Japanese name and explanation of each check: those of the audit, and those that a reader makes while reading."""
    texts = {name: (label, "") for name, label in _READER_CHECKS.items()}
    return texts | {check.name: (check.label, check.explanation) for check in CHECKS}


def check_label(name: str) -> str:
    """What a check is called, in the language of the page."""
    return tr(check_texts().get(name, (name, ""))[0])


def check_explanation(name: str) -> str:
    """What a check looks for and why, in the language of the page; empty for what a reader finds while reading."""
    explanation = check_texts().get(name, ("", ""))[1]
    return tr(explanation) if explanation else ""


def figure_names() -> tuple[str, ...]:
    """The Japanese names of all figures of the audit."""
    return tuple(_FIGURES.values())


def reader_checks() -> dict[str, str]:
    """The Japanese names of what is found while reading and recalculating."""
    return dict(_READER_CHECKS)
