"""Checks of activities and notes: 再掲, repeats without it, references, footnotes, pages."""

from __future__ import annotations

import pytest

from audit.checks.build import measure, run, term
from mitodoke.domain.outline import Repeat, RevisionFlag

FULL, PARTIAL = Repeat.FULL, Repeat.PARTIAL
ONE = "花の広場の整備に向け、関係する団体と協議を行いました。"
TWO = "花の広場の利用について、市民アンケートを実施しました。"


def test_a_full_repeat_repeats_everything() -> None:
    source = measure("01-1-1", ONE, TWO)
    assert run("repeat_points_nowhere", source, measure("01-1-2", ONE, TWO, repeat=FULL)) == []
    [finding] = run("repeat_points_nowhere", source, measure("01-1-2", ONE, "別の取組です。", repeat=FULL))
    assert "2番目" in finding.message
    assert finding.place == "L22"


def test_a_partial_repeat_repeats_something() -> None:
    source = measure("01-1-1", ONE)
    assert (
        run("repeat_points_nowhere", source, measure("01-1-2", "別の取組です。", ONE, repeat=PARTIAL)) == []
    )
    [finding] = run("repeat_points_nowhere", source, measure("01-1-2", "別の取組です。", repeat=PARTIAL))
    assert finding.printed == "【一部再掲】"


def test_a_measure_does_not_repeat_itself() -> None:
    assert len(run("repeat_points_nowhere", measure("01-1-1", ONE, ONE, repeat=FULL))) == 1


def test_a_repeat_tells_what_it_repeats() -> None:
    source = measure("01-1-1", TWO, ONE)
    [finding] = run("repeat_resolved", source, measure("02-1-3", "別の取組です。", ONE, repeat=PARTIAL))
    assert (finding.subject, finding.expected, finding.place) == ("02-1-3", "2番目＝01-1-1の2番目", "L32")
    assert run("repeat_resolved", source, measure("02-1-3", "別の取組です。", repeat=PARTIAL)) == []
    assert run("repeat_resolved", source, measure("02-1-3", ONE)) == []


def test_what_is_told_twice_is_marked() -> None:
    [finding] = run("unmarked_repeat", measure("01-1-1", ONE), measure("01-2-1", ONE.replace("、", "、 ")))
    assert finding.subject == "01-2-1"
    assert run("unmarked_repeat", measure("01-1-1", ONE), measure("01-2-1", ONE, repeat=PARTIAL)) == []
    assert (
        run("unmarked_repeat", measure("01-1-1", "案内しました。"), measure("01-2-1", "案内しました。")) == []
    )


def test_abridged_activities_say_nothing() -> None:
    silent = measure("01-1-2", ONE, repeat=FULL)
    silent = type(silent)(
        **{
            **{name: getattr(silent, name) for name in silent.__slots__},
            "activities": tuple(
                type(a)(position=1, text=None, repeat=FULL, place=a.place) for a in silent.activities
            ),
        }
    )
    for check in ("repeat_points_nowhere", "repeat_resolved", "unmarked_repeat", "reference_outside_item"):
        assert run(check, silent) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("上記「花バス」の運行を実施しました。",), True),
        (("前述の計画に基づき実施しました。",), True),
        ((ONE, "上記のほか、案内を行いました。"), False),
        (("計画（上記）を策定しました。",), False),
        ((), False),
    ],
)
def test_nothing_stands_above_the_first_activity(texts: tuple[str, ...], found: bool) -> None:
    assert bool(run("reference_outside_item", measure("01-1-1", *texts))) is found


def test_footnotes_have_their_own_numbers_and_terms() -> None:
    findings = run(
        "repeated_footnote_number",
        term(1, "SDGs"),
        term(2, "AI"),
        term(2, "DX"),
        term(3, "ＡＩ"),
        term(None, "花"),
    )
    assert [(finding.field, finding.place) for finding in findings] == [("number", "L3"), ("term", "L4")]
    assert (
        run("repeated_footnote_number", term(1, "SDGs"), term(2, "AI"), term(None, "花"), term(None, "月"))
        == []
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("くわしくは24頁以降を参照してください。", True),
        ("詳しくは１２ページに記載", True),
        ("100ページの本を作りました。", False),
        ("ホームページを参照", False),
    ],
)
def test_pages_that_are_not_there(line: str, found: bool) -> None:
    assert bool(run("page_reference", lines=[line])) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("見直しでは、事業名に「新規施策」と記載します", True),
        ("施策名に「新規施策」と記載", False),
        ("事業名に「取組終了」と記載", False),
        ("事業名に「花」と記載", False),
    ],
)
def test_the_legend_names_what_carries_a_mark(line: str, found: bool) -> None:
    new = measure("01-1-1", flags=(RevisionFlag.NEW_MEASURE,))
    assert bool(run("flag_legend_differs", new, lines=[line])) is found
