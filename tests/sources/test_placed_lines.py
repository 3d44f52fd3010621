"""Lines with places: records are led to the file, lines stay for accounting, nothing left out is lost."""

from __future__ import annotations

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import LineRole, LineUse
from mitodoke.domain.place import LineRange
from mitodoke.sources.extract import extract
from mitodoke.sources.placed_lines import FileKind, LeftOut, PlacedLines, replace_audit_places, replace_places

LINES = (
    "3 協働事業実施状況（令和2年度）",
    "① 協働の形態：共催（1件）",
    "No.\t協働事業の名称 (担当課)\t実施区分\t協働事業の目的、内容等\t取組に関係した団体等\t実施年月日、参加人数\t取組の効果",
    "1\t花まつり (観光課)\t例年実施\t目的\t花咲会\t令和 2年 8月 2日（5人）\t効果",
)


def placed(*, left_out: tuple[LeftOut, ...] = ()) -> PlacedLines:
    places = tuple(f"p{number}@10,20,30,40" for number in range(1, len(LINES) + 1))
    return PlacedLines(
        kind=FileKind.PDF, name="表.pdf", sha256="0" * 64, lines=LINES, places=places, left_out=left_out
    )


def test_records_and_findings_are_led_to_the_file() -> None:
    one = placed()
    reading = replace_places(extract(one.text), one)
    (entry,) = reading.content.entries
    assert entry.place == "p4@10,20,30,40"
    assert {occurrence.place for occurrence in entry.occurrences} == {"p4@10,20,30,40"}
    assert all(stated.place is None or stated.place.startswith("p") for stated in reading.content.stated)
    assert reading.lines == LINES
    assert all(use.place.startswith("L") for use in reading.line_uses)


def test_what_is_left_out_stands_after_the_lines_with_its_reason() -> None:
    one = placed(
        left_out=(LeftOut("- 3 -", "p3@1,1,2,2", "page_number"), LeftOut("花咲市", None, "running_head"))
    )
    reading = replace_places(extract(one.text), one)
    assert reading.lines == (*LINES, "- 3 -", "花咲市")
    assert reading.line_uses[-2:] == (
        LineUse(place="L5", role=LineRole.LEFT_OUT, detail="page_number"),
        LineUse(place="L6", role=LineRole.LEFT_OUT, detail="running_head"),
    )
    assert reading.unaccounted == ()
    assert reading.content.document.lines == reading.content.document.lines_accounted == 6


def test_the_audit_is_led_to_the_file() -> None:
    one = placed()
    reading = extract(one.text)
    audit = replace_audit_places(audit_content(reading.content, reading.lines), one)
    places = [figure.place for figure in audit.figures] + [finding.place for finding in audit.findings]
    assert places
    assert all(place is None or place.startswith("p") for place in places)


def test_a_range_of_lines_is_every_place_of_them() -> None:
    assert placed().place_of(LineRange(1, 2)) == "p1@10,20,30,40+p2@10,20,30,40"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((4, 5), "p4@10,20,30,40+p5@1,1,2,2"),
        ((5, 5), "p5@1,1,2,2"),
        ((6, 6), None),
        ((6, 7), "p7@3,3,4,4"),
        ((9, 9), None),
    ],
)
def test_lines_after_the_last_are_those_left_out(lines: tuple[int, int], place: str | None) -> None:
    left_out = (LeftOut("a", "p5@1,1,2,2", "x"), LeftOut("b", None, "x"), LeftOut("c", "p7@3,3,4,4", "x"))
    assert placed(left_out=left_out).place_of(LineRange(*lines)) == place


def test_lines_and_places_go_together() -> None:
    with pytest.raises(ValueError, match="1 lines with 0 places"):
        PlacedLines(kind=FileKind.CSV, name="a", sha256="", lines=("x",), places=())
