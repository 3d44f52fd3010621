"""A number without a unit is taken in the unit of the indicator's values; what was typed never changes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mitodoke.domain.answer import read_answer
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.asked_unit import AskedUnit, asked_unit, with_asked_units
from mitodoke.domain.entry_checks import EntryContext, doubt_answer
from mitodoke.domain.indicator import Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.quantity import Quantity, parse_quantity

UNITS = [
    "人",
    "か所",
    "％",
    "%",
    "千人",
    "万人",
    "億円",
    "百万円",
    "千t",
    "m²",
    "㎡",
    "人/日",
    "万km",
    "万本",
]


def indicator(unit: str | None, **values: Quantity | str) -> Indicator:
    """An indicator with a value in each role named; of 2024 the actual."""
    return Indicator(
        indicator_id="K1", item_id="a", level=IndicatorLevel.KPI, name="来場者数", unit=unit, accumulation=None,
        desired_change=None, place="L1",
        values=tuple(
            IndicatorValue(
                role=ValueRole(role), fiscal_year=2024, place="L1",
                quantity=parse_quantity(told) if isinstance(told, str) else told,
            )
            for role, told in values.items()
        ),
    )  # fmt: skip


def column(printed: str, unit: str) -> Quantity:
    """A number under a head that tells its unit, as the readers of documents take it."""
    return replace(parse_quantity(printed + unit), printed=printed)


def context(known: Indicator) -> EntryContext:
    start, end = datetime.date(2025, 4, 1), datetime.date(2026, 3, 31)
    return EntryContext(fiscal_year=2025, period_start=start, period_end=end, indicators=(known,))


def taken(known: Indicator, typed: str) -> tuple[Quantity, str | None]:
    """The quantity that `typed` is taken for, and the unit that is told beside it."""
    fields = {"kpi.K1.value": typed}
    answer, _ = read_answer(fields, asks=(Ask.KPI_ACTUALS,), indicators={"K1": known.name})
    [actual] = with_asked_units(answer, context(known)).actuals
    assert actual.quantity is not None
    assert actual.quantity.printed == typed
    return actual.quantity, actual.unit_taken


@pytest.mark.parametrize(
    ("known", "typed", "value", "unit", "told"),
    [
        (indicator("か所", target="12か所"), "12", "12", "か所", "か所"),
        (indicator(None, target="12か所"), "１２", "12", "か所", "か所"),
        (indicator("か所", target="12か所"), "12か所", "12", "か所", None),
        (indicator("か所", target="12か所"), "12件", "12", "件", None),
        (indicator("か所"), "12", "12", "か所", "か所"),
        (indicator(None), "12", "12", None, None),
        (indicator("件", actual="5人", target="9件"), "6", "6", "人", "人"),
        (indicator("％", actual="12.5％"), "13", "13", "%", "%"),
        (indicator(None, target="延べ300人"), "約120", "120", "人", "人"),
        (indicator(None, target="12か所（うち3）"), "5（うち1）", "5", "か所", "か所"),
        (indicator("人", actual="199.5万人"), "200", "2000000", "人", "万人"),
        (indicator("人", actual="199.5万人"), "200万人", "2000000", "人", None),
        (indicator("人", actual=column("199.5", "万人")), "200", "2000000", "人", "万人"),
        (indicator("人", actual="1,995,000人"), "2,000,000", "2000000", "人", "人"),
        (indicator("円", actual="3百万円"), "4", "4000000", "円", "百万円"),
        (indicator("円", actual="5億円"), "6億", "600000000", "円", "億円"),
        (indicator("千人", actual="12千人"), "13", "13", "千人", "千人"),
        (indicator("千人", actual="12千人"), "1万2", "10002", "千人", "千人"),
        (indicator("万人"), "200", "2000000", "人", "万人"),
        # A plan whose numbers were never multiplied out goes on as it began.
        (indicator("万人", actual=Quantity(printed="199", value=Decimal(199), unit="万人")), "200", "200", "万人", "万人"),
        (indicator("万人", actual="199"), "200", "200", "万人", "万人"),
        (indicator("年"), "2020", "2020", "年", "年"),
    ],
)  # fmt: skip
def test_a_number_is_taken_in_the_unit_that_is_asked_for(
    known: Indicator, typed: str, value: str, unit: str | None, told: str | None
) -> None:
    quantity, label = taken(known, typed)
    assert (quantity.value, quantity.unit, label) == (Decimal(value), unit, told)


@pytest.mark.parametrize(
    ("actual", "baseline", "scale"),
    [("0.00", "0", ""), ("0", "199.5", "万"), ("0万人", "0", "万"), ("0万人", "12", "万")],
)
def test_of_a_zero_nobody_can_tell_its_power_of_ten(actual: str, baseline: str, scale: str) -> None:
    values = {
        role: parse_quantity(printed)
        if printed.endswith("人")
        else column(printed, "万人" if scale else "人")
        for role, printed in (("actual", actual), ("baseline", baseline))
    }
    assert asked_unit(indicator("人", **values), 2025) == AskedUnit(scale=scale, base="人")


def test_the_unit_of_the_indicator_tells_the_power_of_ten_of_its_zeros() -> None:
    known = indicator("万人", actual=column("0", "万人"))
    assert asked_unit(known, 2025) == AskedUnit(scale="万", base="人")


@pytest.mark.parametrize("typed", ["－", "なし", "3～5", "たくさん", "令和7年"])
def test_what_is_no_number_gets_no_unit(typed: str) -> None:
    quantity, label = taken(indicator("か所", target="12か所"), typed)
    assert (quantity, label) == (parse_quantity(typed), None)


def test_values_of_the_year_itself_and_later_do_not_decide() -> None:
    later = replace(indicator("件", actual="5人"), values=())
    value = IndicatorValue(
        role=ValueRole.ACTUAL, fiscal_year=2024, quantity=parse_quantity("5件"), place="L1"
    )
    this_year = replace(value, fiscal_year=2025, quantity=parse_quantity("6人"))
    unit = asked_unit(replace(later, values=(value, this_year)), 2025)
    assert unit is not None
    assert unit.label == "件"


@pytest.mark.parametrize(
    ("last", "typed", "doubted"),
    [
        ("12.5％", "40", {}),
        ("12.5％", "43", {"jump"}),
        ("12千人", "13", {}),
        ("199.5万人", "200", {}),
        ("199.5万人", "2000000", {"jump"}),
    ],
)
def test_the_checks_look_at_the_number_in_its_unit(last: str, typed: str, doubted: set[str]) -> None:
    known = indicator(None, actual=last)
    answer, _ = read_answer({"kpi.K1.value": typed}, asks=(Ask.KPI_ACTUALS,), indicators={"K1": "来場者数"})
    looked = context(known)
    found = doubt_answer(with_asked_units(answer, looked), replace(looked, fields={"kpi.K1.value": typed}))
    assert {one.check for one in found} == set(doubted)


NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2).map(lambda one: f"{one:f}")


@given(number=NUMBERS, unit=st.sampled_from(UNITS), last=NUMBERS, shape=st.integers(0, 2))
def test_with_and_without_its_unit_a_number_means_the_same(
    number: str, unit: str, last: str, shape: int
) -> None:
    known = [
        indicator(None, actual=last + unit),
        indicator(None, actual=column(last, unit)),
        indicator(unit),
    ][shape]
    # Of a zero alone, under a head that is not known any more, nobody can tell in which power of ten it stood.
    assume(shape != 1 or Decimal(last) != 0)
    bare, label = taken(known, number)
    whole, none = taken(known, number + unit)
    assert (bare.value, bare.decimals) == (whole.value, whole.decimals)
    assert label is not None
    assert none is None
    if shape < 2:
        assert bare.unit == whole.unit


@given(typed=st.text(max_size=30), unit=st.text(min_size=1, max_size=8), last=st.text(max_size=20))
def test_no_text_breaks_it_and_nothing_typed_is_changed(typed: str, unit: str, last: str) -> None:
    known = indicator(unit, actual=last)
    quantity = parse_quantity(typed)
    asked = asked_unit(known, 2025)
    if asked is None:
        return
    read = asked.read(quantity)
    assert (read.printed, read.missing) == (quantity.printed, quantity.missing)
    if quantity.unit is not None or quantity.value is None:
        assert read == quantity
    assert asked.read(read) == read or read.unit is None


def test_a_label_says_the_power_and_the_unit() -> None:
    assert AskedUnit(scale="万", base="人").label == "万人"
