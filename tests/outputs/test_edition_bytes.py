"""The bytes of an edition: what was frozen before a field came keeps them, and with them its hash."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from mitodoke.domain import beside
from mitodoke.domain.combining import Combining
from mitodoke.outputs.edition_json import (
    BESIDE_FIELDS,
    LATER_FIELDS,
    NotAnEditionError,
    edition_json,
    read_edition,
)
from publishing.beside_records import with_everything
from publishing.own_levels import plan_edition
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.strategy_editions import strategy_edition

FIRST_FORM = Path(__file__).with_name("edition_of_the_first_form.json").read_bytes()


def test_an_edition_made_before_a_field_came_keeps_its_bytes() -> None:
    edition = read_edition(FIRST_FORM)
    assert edition.content.levels == ()
    assert edition.content.combining is Combining.MEAN
    assert edition_json(edition) == FIRST_FORM


@pytest.mark.parametrize("edition", [pledge_edition(), strategy_edition(), register_edition()])
def test_a_later_field_that_says_nothing_is_left_out(edition) -> None:
    content = json.loads(edition_json(edition))["content"]
    assert not set(content) & set(LATER_FIELDS)


def test_levels_come_back_as_they_were_written() -> None:
    edition = plan_edition()
    written = edition_json(edition)
    assert [one["name"] for one in json.loads(written)["content"]["levels"]] == ["政策", "施策", "事務事業"]
    assert read_edition(written) == edition
    assert edition_json(read_edition(written)) == written
    assert read_edition(edition_json(edition, indent=1)) == edition


def test_how_ratings_are_combined_comes_back_as_it_was_written() -> None:
    edition = plan_edition()
    assert b"combining" not in edition_json(edition)
    for combining in (Combining.LOWEST, Combining.LEAD):
        chosen = replace(edition, content=replace(edition.content, combining=combining))
        written = edition_json(chosen)
        assert json.loads(written)["content"]["combining"] == combining
        assert read_edition(written) == chosen
    with pytest.raises(NotAnEditionError):
        read_edition(written.replace(b'"combining":"lead"', b'"combining":"highest"'))


def test_levels_that_make_no_sense_are_refused() -> None:
    with pytest.raises(NotAnEditionError):
        read_edition(
            edition_json(plan_edition()).replace(b'"kind":"level_1","name"', b'"kind":"level_9","name"')
        )


def test_what_stands_beside_the_facts_comes_back_as_it_was_written() -> None:
    edition = with_everything(pledge_edition(), "01-1-1")
    written = edition_json(edition)
    assert set(BESIDE_FIELDS) <= set(json.loads(written)["content"])
    assert read_edition(written) == edition
    assert edition_json(read_edition(written)) == written
    records = [
        name for name, one in vars(beside).items() if getattr(one, "__module__", "") == beside.__name__
    ]
    of_them = {field.name for field in fields(edition.content) if any(name in field.type for name in records)}
    assert set(BESIDE_FIELDS) == of_them, "every one of them is left out where it is empty"


def test_a_file_without_its_hash_is_refused() -> None:
    written = edition_json(with_everything(pledge_edition(), "01-1-1"))
    with pytest.raises(NotAnEditionError):
        read_edition(written.replace(b'"file_sha256":"', b'"file_sha":"'))
