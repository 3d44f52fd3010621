"""Sums made on the server: exact, with their coverage, and refused where they would mislead."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.indicator import Accumulation, IndicatorValue, ValueRole
from mitodoke.domain.quantity import parse_quantity
from mitodoke.outputs.open_data.fields import FieldType
from mitodoke.outputs.open_data.open_tables import OPEN_TABLES
from mitodoke.publishing.api.problem import ApiProblemError
from mitodoke.publishing.mcp_server.measures import MeasureKind, Operation, measure_kind
from mitodoke.publishing.mcp_server.summarise import _calculate
from mitodoke.publishing.mcp_server.tools import PublicTools
from publishing.api.store import publish
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.strategy_editions import indicator, strategy_edition


@pytest.fixture
def tools(db: None) -> PublicTools:
    """The tools over one city with two registers, rated pledges, and a strategy with one yearly indicator."""
    strategy = strategy_edition()
    yearly = indicator(
        "S2-1", 9, "相談件数", (None, None, None), indicator_id="S2-1-9", accumulation=Accumulation.ANNUAL,
        values=tuple(
            IndicatorValue(role=ValueRole.ACTUAL, fiscal_year=year, quantity=parse_quantity(text), place="L120")
            for year, text in ((2019, "10.25件"), (2020, "0件"), (2021, "－"), (2022, "7.5件"))
        ),
    )  # fmt: skip
    content = strategy.content
    publish(
        pledge_edition(rated=True),
        type(strategy)(
            content=type(content)(
                document=content.document,
                items=content.items,
                indicators=(*content.indicators, yearly),
            ),
            audit=strategy.audit,
            published_on=strategy.published_on,
            fictional=True,
        ),
        register_edition(2023),
        register_edition(2024),
    )
    return PublicTools()


def summary(tools: PublicTools, table: str, operation: str = "count", **other: Any) -> dict[str, Any]:
    """A summary with the defaults of the server."""
    asked: dict[str, Any] = {"column": None, "group_by": [], "edition": None, "filters": {}}
    return tools.summarise(table, operation, **(asked | other))


def by_key(answer: dict[str, Any]) -> dict[tuple[Any, ...], Any]:
    """The values of the groups by their keys."""
    return {tuple(group["key"].values()): group["value"] for group in answer["groups"]}


def test_records_are_counted_by_groups(tools: PublicTools) -> None:
    answer = summary(tools, "collaborations", group_by=["fiscal_year", "form"])
    assert by_key(answer) == {
        (year, form): number
        for year in ("2023", "2024")
        for form, number in (("co_hosting", 2), ("committee", 1), ("patronage", 1))
    }
    assert answer["total_records"] == 8
    assert answer["groups"][0]["evidence"][0]["place"] == "L51-L53"
    assert answer["groups"][0]["evidence"][0]["source"].startswith("/999997/")


def test_a_record_in_several_groups_is_told(tools: PublicTools) -> None:
    answer = summary(tools, "collaborations", group_by=["department"], filters={"fiscal_year": 2024})
    assert by_key(answer) == {("市民協働課",): 4, ("観光課",): 1}
    assert answer["total_records"] == 4
    assert any("複数選択" in note["ja"] for note in answer["notes"])


def test_a_sum_tells_what_it_covers(tools: PublicTools) -> None:
    answer = summary(tools, "occurrences", "sum", column="participants", filters={"fiscal_year": 2024})
    group = answer["groups"][0]
    assert group["value"] == "219"
    assert group["coverage"] == {
        "records": 7,
        "with_number": 2,
        "without_number": {"cancelled": 1, "not_given": 4},
        "approximate": 1,
        "cumulative": 1,
    }
    assert answer["unit"] == "人"
    assert any("延べ" in note["ja"] for note in answer["notes"])


def test_several_years_together_are_told(tools: PublicTools) -> None:
    both = summary(tools, "occurrences", "sum", column="participants")
    assert both["groups"][0]["value"] == "438"
    assert any("複数の年度" in note["ja"] for note in both["notes"])
    apart = summary(tools, "occurrences", "sum", column="participants", group_by=["fiscal_year"])
    assert by_key(apart) == {("2023",): "219", ("2024",): "219"}
    assert not any("複数の年度" in note["ja"] for note in apart["notes"])


def test_a_mean_says_how_it_was_rounded(tools: PublicTools) -> None:
    group = summary(tools, "collaborations", "mean", column="participants", filters={"fiscal_year": 2024})[
        "groups"
    ][0]
    assert (group["value"], group["exact"], group["coverage"]["with_number"]) == ("171.00", "171/1", 1)
    nothing = summary(tools, "collaborations", "sum", column="participants", filters={"form": "committee"})
    assert nothing["groups"][0]["value"] is None, "nothing told is not 0"
    assert summary(tools, "collaborations", filters={"q": "どこにもない"})["groups"] == []


@pytest.mark.parametrize(
    ("table", "operation", "column", "words"),
    [
        ("items", "mean", "printed_progress", "割合"),
        ("items", "sum", "printed_progress", "割合"),
        ("ratings", "mean", "step", "順位"),
        ("ratings", "sum", "step", "順位"),
        ("collaborations", "mean", "since_year", "年"),
        ("figures", "mean", "calculated", "計算できません"),
        ("figures", "maximum", "calculated", "計算できません"),
        ("item_sdgs", "sum", "sdg", "計算できません"),
        ("activities", "sum", "position", "計算できません"),
    ],
)
def test_percentages_ranks_years_and_labels_are_refused(
    tools: PublicTools, table: str, operation: str, column: str, words: str
) -> None:
    with pytest.raises(ApiProblemError) as caught:
        summary(tools, table, operation, column=column)
    assert words in caught.value.problem.detail


def test_ranks_are_counted(tools: PublicTools) -> None:
    assert by_key(summary(tools, "ratings", group_by=["step"])) == {("4",): 1, ("7",): 1, (None,): 1}
    told = summary(tools, "ratings", "count", column="step")["groups"][0]
    assert (told["value"], told["coverage"]["without_number"]) == (2, {"stopped": 1})


def test_values_are_added_within_one_yearly_indicator_only(tools: PublicTools) -> None:
    answer = summary(
        tools,
        "values",
        "sum",
        column="value",
        group_by=["edition", "indicator_id"],
        filters={"role": "actual"},
    )
    groups = {group["key"]["indicator_id"]: group for group in answer["groups"]}
    assert groups["S2-1-9"]["value"] == "17.75"
    assert groups["S2-1-9"]["coverage"]["without_number"] == {"not_given": 1}
    assert groups["G1-N1"]["value"] is None
    assert "累計" in groups["G1-N1"]["refused"]["ja"]
    together = summary(tools, "values", "sum", column="value", filters={"role": "actual"})["groups"][0]
    assert "違う指標" in together["refused"]["ja"]
    roles = summary(tools, "values", "sum", column="value", filters={"indicator_id": "S1-1-1"})["groups"][0]
    assert "目標値" in roles["refused"]["ja"]
    units = summary(tools, "values", "maximum", column="value", filters={"indicator_id": "S1-1-3"})["groups"][
        0
    ]
    assert "単位" in units["refused"]["ja"]
    highest = summary(tools, "values", "maximum", column="value", filters={"indicator_id": "S1-1-1"})[
        "groups"
    ][0]
    assert highest["value"] == "450"
    percent = summary(
        tools, "values", "mean", column="value", filters={"indicator_id": "S1-2-2", "role": "target"}
    )
    assert "割合" in percent["groups"][0]["refused"]["ja"]


def test_every_number_with_a_unit_is_known_for_what_it_is() -> None:
    units = {
        field.unit
        for table in OPEN_TABLES
        for field in table.fields
        if field.type in {FieldType.INTEGER, FieldType.NUMBER}
        and measure_kind(table, field) is MeasureKind.QUANTITY
    }
    assert units == {"人", "行", "個", "バイト"}, "a new unit: say in measures.py whether it can be added"


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**40),
        min_size=1,
        max_size=30,
    )
)
def test_sums_and_means_are_exact(numbers: list[Decimal]) -> None:
    total, _ = _calculate(numbers, Operation.SUM)
    assert total is not None
    assert Fraction(total) == sum(map(Fraction, numbers))
    mean, exact = _calculate(numbers, Operation.MEAN)
    assert mean is not None
    assert Fraction(exact or "") == Fraction(total) / len(numbers)
    assert abs(Fraction(mean) - Fraction(exact or "")) <= Fraction(1, 200)
