"""Editions carry the rules that their plan chose, whole and exact, and those made before keep their bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.judgement import Band, Tolerance, ToleranceKind
from mitodoke.domain.judgement_choice import JudgementChoice, TypedBand, adapted
from mitodoke.domain.judgement_rules import FUKUOKA, NAGANO, RULES, TAMA
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import Carried
from mitodoke.domain.roll_up_choice import Averaged, LevelChoice, RollUpChoice
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.outputs.edition_json import NotAnEditionError, edition_json, edition_schema, read_edition
from mitodoke.outputs.exact_numbers import fraction_schema, read_fraction, write_fraction
from publishing.own_levels import plan_edition

ADAPTED = adapted(
    NAGANO,
    [
        TypedBand(rank="順調", label="目標値以上", percent=Decimal(100)),
        TypedBand(rank="もう少し", label="", percent=Decimal("66.67")),
        TypedBand(rank="遅れ", label="", percent=None),
    ],
    version="3",
)
ROLL_UP = RollUpChoice(
    levels=(
        LevelChoice(kind=None, averages=Averaged.RATED, rounding=RoundingRule(RoundingMode.DOWN, 0)),
        LevelChoice(kind=ItemKind.LEVEL_1, carried=Carried.ROUNDED),
    ),
    left_out=(RatingState.STOPPED,),
)


@pytest.mark.parametrize("rule", [*RULES, ADAPTED, None], ids=lambda rule: getattr(rule, "name", "none"))
@pytest.mark.parametrize("roll_up", [None, RollUpChoice(), ROLL_UP])
def test_rules_come_back_as_they_were_written(rule, roll_up) -> None:
    edition = plan_edition()
    content = replace(
        edition.content, roll_up=roll_up, judgement=JudgementChoice(rule=rule, first_year=2024, years=5)
    )
    chosen = replace(edition, content=content)
    written = edition_json(chosen)
    assert read_edition(written) == chosen
    assert edition_json(read_edition(written)) == written
    jsonschema.validate(json.loads(written), edition_schema())
    assert (b'"roll_up"' in written) == (roll_up is not None)


def test_shares_are_written_as_decimals_and_stay_exact() -> None:
    written = json.loads(
        edition_json(
            replace(
                plan_edition(),
                content=replace(
                    plan_edition().content, judgement=JudgementChoice(rule=ADAPTED, first_year=2024, years=5)
                ),
            )
        )
    )["content"]["judgement"]["rule"]
    assert [band["at_least"] for band in written["bands"]] == ["1", "0.6667", None]
    assert written["keep_within"] == "0"
    assert (written["name"], written["version"]) == ("own", "3")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"at_least":"0.8"', b'"at_least":"1/0"'),
        (b'"at_least":"0.8"', b'"at_least":"1e999999999"'),
        (b'"at_least":"0.8"', b'"at_least":" 0.8"'),
        (b'"at_least":"0.8"', b'"at_least":0.8'),
        (b'"at_least":"0.8"', b'"at_least":null'),
        (b'"yardstick":"progress"', b'"yardstick":"guess"'),
        (b'"years":5', b'"years":"5"'),
    ],
)
def test_rules_that_are_none_are_refused(before: bytes, after: bytes) -> None:
    edition = plan_edition()
    chosen = replace(edition.content, judgement=JudgementChoice(rule=NAGANO, first_year=2024, years=5))
    written = edition_json(replace(edition, content=chosen))
    assert before in written
    with pytest.raises(NotAnEditionError):
        read_edition(written.replace(before, after, 1))


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**8))
def test_every_share_is_read_as_it_was_written(value: Fraction) -> None:
    text = write_fraction(value)
    assert read_fraction(Fraction, text) == value
    assert "e" not in text.lower()


def test_only_fractions_are_taken() -> None:
    for value in (1.5, Decimal(1), None, "1"):
        with pytest.raises(NotImplementedError):
            write_fraction(value)
    with pytest.raises(NotImplementedError):
        read_fraction(Decimal, "1")
    with pytest.raises(NotImplementedError):
        fraction_schema(Decimal)


def test_every_part_of_a_rule_survives() -> None:
    rule = replace(
        FUKUOKA,
        yearly_bands=(
            Band(rank="年", label="", at_least=Fraction(1, 3)),
            Band(rank="他", label="", at_least=None),
        ),
        tolerance=Tolerance(width=Fraction(1, 7), kind=ToleranceKind.OF_BASELINE),
        path=TAMA.path,
        keep_within=Fraction(1, 20),
    )
    edition = plan_edition()
    chosen = replace(
        edition,
        content=replace(edition.content, judgement=JudgementChoice(rule=rule, first_year=2024, years=5)),
    )
    assert read_edition(edition_json(chosen)) == chosen
