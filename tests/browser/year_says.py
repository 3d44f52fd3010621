"""What a published year says in each of its forms, and that all say what the departments answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from browser.year_city import DEPARTMENTS, THIS_YEAR
from browser.year_steps import Answers, known_as, shown_in_cell, typed_cells
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import ValueRole
from mitodoke.outputs.edition_json import read_edition
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_file import read_file_bytes
from outputs.reports.pdf_reading import attachments
from reporting.sample import CITY, CODE
from sources.read_excel.same_records import differences

_NOT_PRINTED = re.compile(
    r"stated|document\.|ratings"
    r"|indicators\[[^]]*\]\.(?:accumulation|desired_change|changed|note)$"
    r"|entries\[[^]]*\]\.dates_printed$"
)
"""What a report for people does not print as it is stored (docs/round-trips.md)."""


@dataclass(frozen=True)
class Said:
    """The files of an edition: its data, its workbook of tables, its reports for people."""

    edition: bytes
    tables: bytes
    pdf: bytes
    word: bytes


def disagreements(said: Said, answers: Mapping[str, Answers], books: Mapping[str, bytes]) -> list[str]:
    """Where the edition lacks an answer, or its other forms or the departments' workbooks say anything else."""
    edition = read_edition(said.edition)
    content = edition.content
    expected, found = entered(answers), facts(content)
    told = [
        f"edition: {key} {value!r} {found.get(key)!r}"
        for key, value in expected.items()
        if found.get(key) != value
    ]
    if read_edition(attachments(said.pdf)["edition.json"]) != edition:
        told.append("the data inside the PDF is not the edition")
    told += [f"tables: {line}" for line in differences(content, _read(said.tables))[0]]
    for name, report in (("PDF", said.pdf), ("Word", said.word)):
        lines, _ = differences(content, _read(report))
        told += [f"{name}: {line}" for line in lines if not _NOT_PRINTED.match(line.partition(": ")[0])]
    for department, subjects in answers.items():
        cells = typed_cells(books[department])
        names = {name for name, _ in cells}
        told += [
            f"{department}: {subject} {field} {cells.get((subject, field))!r}"
            for subject, answer in subjects.items()
            for field, value in answer.items()
            if cells.get((known_as(subject, names), field)) != shown_in_cell(field, value)
        ]
    return told


def _read(data: bytes) -> DocumentContent:
    owner = Stated(municipality=CITY, municipality_code=CODE)
    return read_file_bytes(data, "year", owner).reading.content


def facts(content: DocumentContent) -> dict[tuple[str, str], object]:
    """What departments entered, as an edition has it: by subject and field; steps by department."""
    found: dict[tuple[str, str], object] = {}
    for item in content.items:
        name = f"{item.code} {item.title}"
        steps = {one.department: one.step for one in content.ratings if one.item_id == item.item_id}
        if steps:
            found[name, "rating.step"] = steps
        if item.activities:
            found[name, "activity"] = [one.text for one in item.activities]
        for indicator in content.indicators:
            if indicator.item_id == item.item_id:
                found[name, f"kpi.{indicator.indicator_id}.value"] = [
                    one.quantity.printed
                    for one in indicator.values
                    if one.role is ValueRole.ACTUAL and one.fiscal_year == THIS_YEAR
                ]
    for entry in content.entries:
        found[entry.title, "occurrence.1.dates"] = [one.date_printed for one in entry.occurrences]
        found[entry.title, "occurrence.1.participants"] = [one.participants for one in entry.occurrences]
    return found


def entered(answers: Mapping[str, Answers]) -> dict[tuple[str, str], object]:
    """The same, as the departments typed it: the texts of several departments one after the other."""
    found: dict[tuple[str, str], object] = {}
    in_plan = [(one, answers[one]) for one in sorted(answers, key=DEPARTMENTS.index)]
    for department, subjects in in_plan:
        for subject, answer in subjects.items():
            for field, value in answer.items():
                match field.split("."):
                    case ["rating", _]:
                        steps = found.setdefault((subject, field), {})
                        assert isinstance(steps, dict)
                        steps[department] = int(value)
                    case ["activity", _]:
                        texts = found.setdefault((subject, "activity"), [])
                        assert isinstance(texts, list)
                        texts.append(value)
                    case ["occurrence", _, "participants"]:
                        found[subject, field] = [int(re.sub(r"\D", "", value))]
                    case [*_, "certainty"]:
                        pass
                    case _:
                        found[subject, field] = [value]
    return found
