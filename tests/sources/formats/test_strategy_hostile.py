"""Nothing that a document says makes the reader raise, and no hostile line costs more than its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitodoke.sources.formats.strategy import STRATEGY
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText
from sources.formats.strategy_generator import write_strategy
from sources.formats.strategy_reading import (
    FRONT,
    GOAL,
    HEAD,
    LABEL,
    MEASURE,
    TABLE,
    headings,
    read,
    unaccounted,
)

LONG = 200_000
BODY = FRONT + GOAL + MEASURE + "就職事業 【企画課】\n\n- 説明。\n\n"
HOSTILE = {
    "a long cell": f"| {'あ' * LONG} | | |",
    "unclosed rows": "| " + "<table><tr><td>x" * (LONG // 20) + " |",
    "unclosed tags": "| " + "<a " * (LONG // 3) + " |",
    "unclosed comments": "| " + "<!--" * (LONG // 4) + " |",
    "brackets of tags": "| " + "<" * LONG + " |",
    "entities": "| " + "&#" * (LONG // 2) + " |",
    "only pipes": "|" * LONG,
    "500 cells": "\n".join(["| " + " | ".join(["x"] * 500) + " |"] * 20),
    "a head of 500 cells": "| 指標名 | "
    + " | ".join(["目標値"] * 500)
    + " |\n| 数 | "
    + " | ".join(["1"] * 500)
    + " |",
    "references": "甲" + "※1" * (LONG // 2),
    "open brackets": "【" * LONG,
    "open brackets on every line": "\n".join(["事業【課"] * 3000),
    "spaces": "甲" + " " * LONG + "乙",
    "tabs": "甲\t" * (LONG // 2),
    "arrows": "➢ " * (LONG // 2),
    "digits": "1" * LONG,
    "stars": "*" * LONG,
    "years": "| 指標名 | 基準値" + "（令和" * (LONG // 4) + " | 目標値 |",
    "flags": "KPI変更 " * (LONG // 6),
    "slipped rows": f"{LABEL}{HEAD}| 数 | KPI変更 | | |\n" + "| | 1 | | |\n" * 2000,
    "many notes": f"{LABEL}{HEAD}" + "| 数※ | 1 | 2 | 3 |\n" * 300 + "\n" + "※注\n\n" * 300,
    "goals without end": "題\n\n現状と課題\n\n" * 2000,
    "numbers without end": "基本目標1\n\n" * 3000,
    "a title without end": "題、\n" * 3000 + "現状と課題\n",
    "a period without end": "計画期間は令和2" + "年度から" * (LONG // 4),
    "lines of HTML": "<table>\n" * 3000,
    "sentences": "第1期の4つの基本目標。" * (LONG // 12),
}


def parse(text: str) -> int:
    """Reads `text` whatever it is; the number of items."""
    lines = tuple(text.split("\n"))
    source = SourceText("hostile", lines, "", "utf-8")
    STRATEGY.recognise(source)
    content, _ = STRATEGY.parse(source, LineLedger(lines))
    return len(content.items)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", ["front", "description", "table"])
def test_hostile_lines(name: str, place: str) -> None:
    before = {"front": "", "description": BODY, "table": BODY + TABLE}[place]
    after = BODY + TABLE if place == "front" else ""
    assert parse(f"{before}{HOSTILE[name]}\n{after}") >= 4


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from((BODY + TABLE).split("\n")),
            st.sampled_from(
                ("| ", "※1 ", "施策①", "1-2 甲", "<table>", "</td>", "■対象", "KPI変更", "【課】", "第4章 甲")
            ),
            st.text(alphabet="甲|※【】<>/ptrd1２、。・-➢ \t", max_size=30),
        ),
        max_size=60,
    )
)
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    assert parse("\n".join(lines)) >= 0


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_no_line_is_ever_counted_twice_or_lost_by_cutting_a_document_short(
    seed: int, data: st.DataObject
) -> None:
    lines = write_strategy(seed).text.split("\n")
    cut = lines[: data.draw(st.integers(0, len(lines)))]
    ledger = LineLedger(tuple(cut))
    STRATEGY.parse(SourceText("cut", tuple(cut), "", "utf-8"), ledger)
    used = sum(
        int(last or first) - int(first) + 1
        for first, _, last in (use.place.replace("L", "").partition("-") for use in ledger.line_uses())
    )
    assert used + len(ledger.unaccounted) == len(cut)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0c"])
def test_any_line_end(end: str) -> None:
    reading = read((BODY + TABLE).replace("\n", end))
    assert headings(reading) == [("就職事業", ("企画課",))]
    assert unaccounted(reading) == []
