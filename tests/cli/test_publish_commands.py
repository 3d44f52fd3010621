"""`mitodoke publish`, `release` and `withdraw` on the test database: now, later, with reasons, and not any more."""

from __future__ import annotations

import argparse
import datetime
from dataclasses import replace

import pytest

from mitodoke.cli import publish
from mitodoke.cli.command import Command
from mitodoke.domain.edition_state import EditionState
from mitodoke.publishing import models
from mitodoke.publishing.visibility import standings
from mitodoke.reporting.services import import_reading
from reporting.sample import plan_reading, with_title

pytestmark = pytest.mark.django_db
KEY = "mayoral_pledges-999997-2025"
ANYWAY = ("--acknowledge", "原文のとおり")
NOW = datetime.datetime.now(publish.JAPAN)


def in_days(days: int) -> str:
    return (NOW + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture(autouse=True)
def city(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "prepare_database", lambda: None)
    import_reading(reading=plan_reading(), by="試験")


def run(command: Command, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def states() -> list[EditionState]:
    return [one.state for one in standings(models.Edition.objects.order_by("version"))]


def changed(title: str) -> None:
    """The document is imported again with another title of a pledge."""
    reading = with_title(plan_reading(), "01-1", title)
    document = replace(reading.content.document, sha256=f"{len(title):064d}")
    import_reading(reading=replace(reading, content=replace(reading.content, document=document)), by="試験")


def test_frozen_now_and_public_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(publish.PUBLISH, KEY, *ANYWAY, "--release", in_days(30)) == 0
    assert "に公表します" in capsys.readouterr().out
    assert states() == [EditionState.WAITING]
    moved = ("--version", "1", "--reason", "議会日程の変更")
    assert run(publish.RELEASE, KEY, *moved, "--at", in_days(60)) == 0
    assert "に変えました" in capsys.readouterr().out
    assert states() == [EditionState.WAITING]
    assert run(publish.RELEASE, KEY, *moved, "--stop") == 0
    assert states() == [EditionState.STOPPED]
    assert run(publish.RELEASE, KEY, *moved, "--stop") == 2


def test_a_change_asks_for_its_kind_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(publish.PUBLISH, KEY, *ANYWAY) == 0
    changed("花壇をもっとふやす")
    assert run(publish.PUBLISH, KEY, *ANYWAY) == 2
    told = capsys.readouterr()
    assert "01-1（" in told.out
    assert "--change" in told.out
    assert states() == [EditionState.PUBLIC]
    assert run(publish.PUBLISH, KEY, *ANYWAY, "--reason", "誤字") == 2
    assert "--change" in capsys.readouterr().err
    assert run(publish.PUBLISH, KEY, *ANYWAY, "--change", "correction", "--reason", "誤字") == 0
    assert states() == [EditionState.PUBLIC, EditionState.PUBLIC]


def test_withdrawing_shows_first_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(publish.PUBLISH, KEY, *ANYWAY) == 0
    asked = (KEY, "--version", "1", "--reason", "個人情報の混入", "--announced-by", "企画課")
    assert run(publish.WITHDRAW, *asked) == 0
    assert "--commit" in capsys.readouterr().out
    assert states() == [EditionState.PUBLIC]
    assert run(publish.WITHDRAW, *asked, "--commit") == 0
    assert states() == [EditionState.WITHDRAWN]
    assert run(publish.WITHDRAW, *asked, "--commit") == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [("none-999997-2025", "--version", "1"), (KEY, "--version", "7")])
def test_what_does_not_exist_is_told(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(publish.RELEASE, *words, "--reason", "理由", "--stop") == 2
    assert "ありません" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "明日", "2026-12-01", "2026-13-01T10:00", "2026-12-01T25:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="のように指定"):
        publish.moment(text)
