"""Quantities: what a cell holds, what it does not, and that nothing breaks the reading."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity

D = Decimal


@pytest.mark.parametrize(
    ("printed", "value", "unit", "decimals"),
    [
        ("0 社", D(0), "社", 0),
        ("0", D(0), None, 0),
        ("0.0%", D("0.0"), "%", 1),
        ("25名", D(25), "名", 0),
        ("1.8", D("1.8"), None, 1),
        ("1.80", D("1.80"), None, 2),
        ("1,234,567", D(1234567), None, 0),
        ("17,000,000件", D(17000000), "件", 0),
        ("１，２３４人", D(1234), "人", 0),
        ("４５．５％", D("45.5"), "%", 1),
        ("199.5 万人", D(1995000), "人", 1),
        ("148 万人", D(1480000), "人", 0),
        ("1万5,000人", D(15000), "人", 0),
        ("1万5千人", D(15000), "人", 0),
        ("2億3,000万円", D(230000000), "円", 0),
        ("1.5兆円", D(1500000000000), "円", 1),
        ("10百万円", D(10000000), "円", 0),
        ("17,550 千 t", D(17550), "千t", 0),
        ("252,943 千円", D(252943), "千円", 0),
        ("23,632千人", D(23632), "千人", 0),
        ("28 路線", D(28), "路線", 0),
        ("35,780 人泊", D(35780), "人泊", 0),
        ("6か所", D(6), "か所", 0),
        ("3人/日", D(3), "人/日", 0),
        ("100人/5年間", D(100), "人/5年間", 0),
        ("1,000㎡", D(1000), "㎡", 0),
        ("5t-CO2", D(5), "t-CO2", 0),
        ("1.5kg-CO₂/人・日", D("1.5"), "kg-CO₂/人・日", 1),
        ("3.0倍", D("3.0"), "倍", 1),
        ("72.3年", D("72.3"), "年", 1),
        ("6か月", D(6), "か月", 0),
        ("▲3.2%", D("-3.2"), "%", 1),
        ("△ 5人", D(-5), "人", 0),
        ("－5", D(-5), None, 0),
        ("−5", D(-5), None, 0),
        ("マイナス5", D(-5), None, 0),
        ("+5.2ポイント", D("5.2"), "ポイント", 1),
        ("±0", D(0), None, 0),
        ("-0", D(0), None, 0),
        ("（100人）", D(100), "人", 0),
        ("3.5\u200b人", D("3.5"), "人", 1),
        ("5％\n", D(5), "%", 0),
    ],
)
def test_a_number_with_its_unit(printed: str, value: Decimal, unit: str | None, decimals: int) -> None:
    quantity = parse_quantity(printed)
    assert (quantity.value, quantity.unit, quantity.decimals) == (value, unit, decimals)
    assert f"{quantity.value:f}" == f"{value:f}", "written out in full, without an exponent"
    assert (quantity.cumulative, quantity.approximate, quantity.missing, quantity.note) == (
        False,
        False,
        None,
        None,
    )
    assert quantity.printed == printed.strip()


@pytest.mark.parametrize(
    ("printed", "value", "unit", "cumulative", "approximate", "note"),
    [
        ("累計 45 人", 45, "人", True, False, None),
        ("累計0件", 0, "件", True, False, None),
        ("延べ309人", 309, "人", True, False, None),
        ("のべ 309 人", 309, "人", True, False, None),
        ("延100人", 100, "人", True, False, None),
        ("(累計)100件", 100, "件", True, False, None),
        ("100件（累計）", 100, "件", True, False, "累計"),
        ("100件（5年間累計）", 100, "件", True, False, "5年間累計"),
        ("5年間累計100件", 100, "件", True, False, "5年間"),
        ("5年間で100件", 100, "件", True, False, "5年間で"),
        ("R2～R6累計 100件", 100, "件", True, False, "R2~R6"),
        ("累計：100件", 100, "件", True, False, None),
        ("約24人", 24, "人", False, True, None),
        ("およそ100人", 100, "人", False, True, None),
        ("概ね 3 件", 3, "件", False, True, None),
        ("100人程度", 100, "人", False, True, "程度"),
        ("約1.5万人程度", 15000, "人", False, True, "程度"),
        ("100%（6隊）", 100, "%", False, False, "6隊"),
        ("100%（6隊（うち2隊））", 100, "%", False, False, "(6隊(うち2隊))"),
        ("12（10）人", 12, "人", False, False, "10"),
        ("5,000（千円）", 5000, None, False, False, "千円"),
        ("5回以上", 5, "回", False, False, "以上"),
        ("80％以上", 80, "%", False, False, "以上"),
        ("100人（延べ）以上", 100, "人", True, False, "以上 延べ"),
        ("10％増", 10, "%", False, False, "増"),
        ("0件を維持", 0, "件", False, False, "を維持"),
        ("3計画策定", 3, "計画", False, False, "策定"),
        ("年間100件", 100, "件", False, False, "年間"),
        ("平均 3", 3, None, False, False, "平均"),
        ("全37校", 37, "校", False, False, "全"),
        ("100件※1", 100, "件", False, False, "※1"),
        ("※12件", 12, "件", False, False, "※"),
        ("100件（累計", 100, "件", True, False, "累計"),
    ],
)
def test_marks_and_notes(
    printed: str, value: int, unit: str | None, cumulative: bool, approximate: bool, note: str | None
) -> None:
    quantity = parse_quantity(printed)
    assert (quantity.value, quantity.unit) == (value, unit)
    assert (quantity.cumulative, quantity.approximate, quantity.note) == (cumulative, approximate, note)


@pytest.mark.parametrize(
    ("printed", "reason", "note"),
    [
        ("", MissingReason.EMPTY, None),
        (" \u3000\n", MissingReason.EMPTY, None),
        *[
            (dash, MissingReason.NOT_GIVEN, None)
            for dash in (
                "-",
                "－",
                "—",
                "―",
                "–",
                "‐",
                "−",
                "ー",
                "─",
                "━",
                "ｰ",
                "…",
                "‥",
                "・・・",
                "...",
                "～",
                "- -",
                "／",
            )
        ],
        ("－（未実施）", MissingReason.NOT_GIVEN, "未実施"),
        ("―※1", MissingReason.NOT_GIVEN, "※1"),
        *[
            (text, MissingReason.NOT_A_NUMBER, None)
            for text in (
                "△",
                "▲",
                "◎",
                "①",
                "1,23",
                "1,2345",
                "12,34,567",
                "1.2.3",
                "3～5件",
                "36校/37校",
                "37校中36校",
                "5%、20%",
                "2 時間 30分",
                "令和6年度 100件",
                "2024年",
                "2024年度に策定",
                "6年度",
                "3月完了",
                "第3次計画を策定",
                "現状維持",
                "集計中",
                "十二",
                "NaN",
                "Infinity",
                "-inf",
                "1e5",
                "0x10",
                "±5",
                "100\u202e件",
                "\u202e100件",
                "100\x00件",
                "٣人",
                "100件)",
                "=1+1",
                "<b>5</b>",
            )
        ],
    ],
)
def test_what_holds_no_number_says_why(printed: str, reason: MissingReason, note: str | None) -> None:
    quantity = parse_quantity(printed)
    assert (quantity.value, quantity.missing, quantity.note) == (None, reason, note)
    assert quantity.printed == printed.strip()


@pytest.mark.parametrize("printed", ["9" * 29, "９" * 10_000, "1," * 5_000 + "000", "9" * 27 + "万人"])
def test_a_row_of_digits_beyond_counting_is_no_number(printed: str) -> None:
    assert parse_quantity(printed).missing is MissingReason.NOT_A_NUMBER


def test_28_digits_are_exact() -> None:
    assert parse_quantity("9" * 28).value == D("9" * 28)
    assert parse_quantity("-" + "9" * 28).value == D("-" + "9" * 28)


@pytest.mark.parametrize(
    "printed",
    [
        "1" + " " * 100_000 + "人",
        "-" * 100_000,
        "延べ" * 50_000,
        "(" * 100_000,
        "1(" * 50_000,
        "5年間" * 30_000,
    ],
)
def test_hostile_cells_are_quick(printed: str) -> None:
    start = time.process_time()
    quantity = parse_quantity(printed)
    assert time.process_time() - start < 0.2
    assert quantity.value is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.printed == text.strip()
    assert (quantity.value is None) != (quantity.missing is None)
    assert quantity.value is None or quantity.value.is_finite()


PIECES = st.sampled_from(
    [
        "累計",
        "約",
        "延べ",
        "1",
        "2.5",
        "1,000",
        "万",
        "千",
        "人",
        "%",
        "（",
        "）",
        "以上",
        "-",
        " ",
        "年",
        "※",
        "～",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_mixtures_of_known_pieces_never_break(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.value is None or f"{quantity.value:f}".replace("-", "").replace(".", "").isdigit()


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from(["人", "件", "%", "か所", "千円", ""]),
    st.sampled_from(["", "累計", "約"]),
)
def test_a_printed_number_is_read_back_exactly(value: Decimal, unit: str, mark: str) -> None:
    quantity = parse_quantity(f"{mark}{value:,f}{unit}")
    assert quantity.value == value
    assert quantity.unit == (unit or None)
    assert quantity.decimals == 2


def test_a_quantity_has_a_value_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either"):
        Quantity(printed="")
    with pytest.raises(ValueError, match="either"):
        Quantity(printed="1", value=D(1), missing=MissingReason.EMPTY)
