"""What the report of a strategy contains: marks of changes, its outline, the counts of its review."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.outputs.reports.blocks import (
    Table,
)
from mitodoke.outputs.reports.registry import build_report
from outputs.reports.editions import (
    strategy_edition,
)
from outputs.reports.report_texts import PLAIN, block_texts, find_card, texts


def test_changed_indicators_are_marked_and_their_targets_underlined() -> None:
    card = find_card(build_report(strategy_edition(), "strategy", PLAIN), "創業サポート事業")
    table = next(block for block in card.blocks if isinstance(block, Table))
    headers = [column.header for column in table.columns]
    assert headers == ["指標名", "基準値\n（平成30年度）", "実績値\n（令和4年度）", "実績値\n（令和4年）", "実績値\n（令和5年度）", "目標値\n（令和8年度）"]  # fmt: skip
    rows = [[cell.text for cell in row.cells if cell] for row in table.rows]
    assert rows == [
        ["新規創業件数\n（変更）", "7件", "累計19件", "", "累計26件", "累計60件"],
        ["観光入込客数", "", "", "199.5万人", "", "原文で失われている"],
    ]
    underlined = [[cell.underlined for cell in row.cells if cell] for row in table.rows]
    assert underlined == [[False] * 5 + [True], [False] * 6]
    assert card.mark == "KPI変更・事業内容変更"
    notes = [text for text in block_texts(card) if text.startswith("※「")]
    assert notes == ["※「新規創業件数」の実績値（令和5年度）：感染症の影響で一部を中止"]


def test_the_outline_chart_covers_what_hangs_together() -> None:
    report = build_report(strategy_edition(), "strategy", PLAIN)
    charts = [
        block
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Table) and block.chart
    ]
    rows = [[cell and (cell.text, cell.rowspan) for cell in row.cells] for row in charts[0].rows]
    assert rows == [
        [
            ("1　若い世代が働き、戻ってくるまちをつくる", 3),
            ("1-1　働く場づくり", 2),
            ("①　創業と事業承継の支援", 1),
        ],
        [None, None, ("②　研究と産業を結ぶ", 1)],
        [None, ("1-2　若者とまちをつなぐ", 1), ("－", 1)],
    ]
    assert charts[1].caption == "基本目標2の体系"


def test_revision_counts_stand_beside_what_was_found() -> None:
    report = build_report(strategy_edition(), "strategy", PLAIN)
    table = next(block for block in report.sections[0].blocks if isinstance(block, Table))
    assert [[cell.text for cell in row.cells if cell] for row in table.rows] == [
        ["新たな施策の追加", "1項目", "「新規施策」", "1", "一致"],
        ["事業の終了", "原文から失われています", "「取組終了」", "1", "照合できません"],
        ["KPIの変更", "2項目", "「KPI変更」", "1", "不一致"],
    ]


def test_indicators_without_their_item_are_printed_too() -> None:
    edition = strategy_edition()
    stray = replace(edition.content.indicators[0], indicator_id="X-1", item_id="X", name="行き場のない指標")
    content = replace(edition.content, indicators=(*edition.content.indicators, stray))
    found = texts(build_report(replace(edition, content=content), "strategy", PLAIN))
    assert "行き場のない指標" in found
