"""The demo carries the facts of the published documents, and none of their sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from mitodoke.demo.abridge import abridge
from mitodoke.demo.example import example_readings, fictional_readings, make_example
from mitodoke.domain.edition import Reading
from mitodoke.domain.japanese_text import without_space
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import decode_text

ORIGINALS = (
    "collaboration-fy2020.txt",
    "collaboration-fy2024-cohosting.txt",
    "mayoral-pledges-fy2025.txt",
    "strategy-fy2020-2024-revised.txt",
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be somebody's wording."""
    for sentence in re.split(r"[。\n\t|<>]", text):
        words = without_space(sentence)
        if len(words) >= 25 and re.search(
            r"(ます|ました|した|する|図る|いる|られる|なる|行う|める)\Z", words
        ):
            yield words


@pytest.mark.originals
def test_no_sentence_of_the_originals_is_in_the_demo(original: Callable[[str], Path]) -> None:
    demo = "\n".join(without_space(msgspec.json.encode(reading).decode()) for reading in example_readings())
    found = [
        sentence
        for name in ORIGINALS
        for sentence in sentences(original(name).read_text(encoding="utf-8"))
        if sentence in demo
    ]
    assert found == []


@pytest.mark.originals
@pytest.mark.parametrize("name", ORIGINALS)
def test_the_demo_is_what_the_importer_makes_of_the_original(
    name: str, original: Callable[[str], Path]
) -> None:
    made = make_example(original(name))
    kept = {reading.content.document.document: reading for reading in example_readings()}
    assert kept[made.content.document.document] == made


def facts(reading: Reading) -> tuple[object, ...]:
    content = reading.content
    return (
        [
            (i.item_id, i.title, i.departments, i.printed_progress, len(i.activities), i.place)
            for i in content.items
        ],
        [
            (i.indicator_id, i.name, [(v.role, v.fiscal_year, v.quantity) for v in i.values])
            for i in content.indicators
        ],
        [
            (
                e.entry_id,
                e.title,
                e.participants,
                e.organisations,
                [(o.start, o.end, o.participants) for o in e.occurrences],
            )
            for e in content.entries
        ],
        content.stated,
        len(reading.lines),
        [(f.check, f.severity, f.subject, f.place) for f in reading.findings],
    )


@pytest.mark.parametrize("reading", fictional_readings(), ids=lambda r: r.content.document.document)
def test_abridging_takes_the_sentences_and_leaves_the_facts(reading: Reading) -> None:
    short = abridge(reading)

    assert short.content.document.abridged
    assert facts(short) == facts(reading)
    assert all(activity.text is None for item in short.content.items for activity in item.activities)
    assert all(entry.purpose is None and entry.effects is None for entry in short.content.entries)
    assert not any("。" in line for line in short.lines)


def test_a_title_that_stands_inside_a_sentence_stays_in_its_own_line() -> None:
    text = (
        "3 協働事業実施状況（令和6年度）\n\n① 協働の形態：共催（1件）\n\n"
        "No.\t協働事業の名称 (担当課)\t実施区分\t協働事業の目的、内容等\t取組に関係した団体等\t実施年月日、参加人数\t"
        "取組の効果、市民からの反響等\n"
        "1\t春の花いっぱい運動の集い (環境課)\t例年実施\t春の花いっぱい運動の集いで花を植える。\t花の会\t令和6年5月1日（3人）\tよかった。\n"
    )
    short = abridge(extract(decode_text(text.encode(), "a.txt")))
    assert "春の花いっぱい運動の集い" in short.lines[-1]
    assert "植える" not in short.lines[-1]
