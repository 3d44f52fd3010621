"""`mitodoke round` and `mitodoke mail`: through the functions that the command calls, on the test database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User

from mitodoke.cli import mail as mail_command
from mitodoke.cli import round as round_command
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.models import AnswerField, ProxyEntry
from mitodoke.reporting.queries import history_sentences
from mitodoke.reporting.services import begin_proxy
from mitodoke.reporting.workbook import workbook_name
from reporting.desk import Desk, of
from reporting.workbook.edited_books import changed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (round_command, mail_command):
        monkeypatch.setattr(module, "prepare_database", lambda: None)


@pytest.fixture
def desk() -> Desk:
    """A desk of today: the command has no other clock."""
    import datetime

    made = Desk()
    made.clock.now = datetime.datetime.now(datetime.UTC)
    today = made.clock.now.date() - datetime.timedelta(days=2)
    made.survey = made.open(opened_on=today, due_on=today + datetime.timedelta(days=30))  # type: ignore[attr-defined]
    return made


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    round_command.COMMAND.add_arguments(parser)
    return round_command.COMMAND.run(parser.parse_args(words))


def made(desk: Desk, folder: Path) -> Path:
    """The workbooks written out; that of the flowers."""
    survey: Any = desk.survey  # type: ignore[attr-defined]
    assert run("make", str(survey.pk), "--out", str(folder)) == 0
    return folder / workbook_name(survey, desk.flowers)


def test_every_department_gets_its_workbook(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(desk, tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert "2部署" in capsys.readouterr().out


def test_an_unknown_round_is_told_with_those_there_are(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("0", "x", "９"):
        assert run("make", text, "--out", str(tmp_path)) == 2
    assert "花咲市の公約 2025年度" in capsys.readouterr().err


def test_collect_tells_first_and_stores_with_commit(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(desk, tmp_path)
    other = tmp_path / workbook_name(desk.survey, desk.green)  # type: ignore[attr-defined]
    other.unlink()
    path.write_bytes(changed(path.read_bytes(), {"rating.step": 4, "activity.1": "苗を配った"}))
    mine = of(desk.survey, desk.flowers)  # type: ignore[attr-defined]

    assert run("collect", str(tmp_path), "--by", "花担当") == 0
    told = capsys.readouterr().out
    assert "変わるところ 2か所" in told
    assert "（空） → 4" in told
    assert "まだ保存していません" in told
    assert not AnswerField.objects.filter(assignment=mine, name="rating.step").exists()

    assert run("collect", str(tmp_path), "--by", "花担当", "--commit") == 0
    assert "保存 2か所" in capsys.readouterr().out
    assert AnswerField.objects.get(assignment=mine, name="rating.step").value == "4"
    assert run("collect", str(tmp_path), "--by", "花担当", "--commit") == 0
    assert "変わるところ 0か所" in capsys.readouterr().out


def test_failing_rows_are_written_beside_and_not_taken_for_an_answer(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(desk, tmp_path)
    (tmp_path / workbook_name(desk.survey, desk.green)).write_bytes(b"x")  # type: ignore[attr-defined]
    path.write_bytes(changed(path.read_bytes(), {"rating.step": "よい", "activity.1": "苗を配った"}))
    assert run("collect", str(tmp_path), "--by", "花担当", "--commit") == 1
    told = capsys.readouterr()
    assert "直すところ：評価・根拠資料!F4「よい」は読めません" in told.out
    assert "Excel（xlsx）のファイルではありません" in told.err
    [returned] = tmp_path.glob("*_直す行.xlsx")
    path.unlink()
    (tmp_path / workbook_name(desk.survey, desk.green)).unlink()  # type: ignore[attr-defined]
    assert run("collect", str(tmp_path), "--by", "花担当") == 2
    assert returned.exists()


@pytest.mark.parametrize("by", ["緑担当", "監査"])
def test_who_may_not_write_stores_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    path = made(desk, tmp_path)
    (tmp_path / workbook_name(desk.survey, desk.green)).unlink()  # type: ignore[attr-defined]
    path.write_bytes(changed(path.read_bytes(), {"rating.step": 4}))
    assert run("collect", str(tmp_path), "--by", by, "--commit") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not AnswerField.objects.filter(name="rating.step", value__isnull=False).exists()


def _proxies() -> list[str | None]:
    return list(ProxyEntry.objects.order_by("id").values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("words", "reason"),
    [((), "部署から届いた調査票（Excel）を取り込み"), (("--reason", "紙の調査票を転記"), "紙の調査票を転記")],
)
def test_the_planner_stores_for_the_department_with_a_reason(
    desk: Desk, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    path = made(desk, tmp_path)
    path.write_bytes(changed(path.read_bytes(), {"rating.step": 4}))
    mine = of(desk.survey, desk.flowers)  # type: ignore[attr-defined]
    assert run("collect", str(tmp_path), "--by", "企画", *words) == 0
    assert _proxies() == [], "nothing is begun for a look"
    assert run("collect", str(tmp_path), "--by", "企画", "--commit", *words) == 0
    assert AnswerField.objects.get(assignment=mine, name="rating.step").value == "4"
    [told] = history_sentences(assignment=mine)[1:]
    assert (
        f"企画担当 企画が花課に代わって「10段階評価」を（なし）から「4」に変えました（代行の理由：{reason}）"
        in told
    )
    assert _proxies() == [reason, None], "only for this workbook, and not for those that change nothing"
    with pytest.raises(ActionDenied):
        desk.save(mine, "rating.step", "5", desk.planner)
    assert run("collect", str(tmp_path), "--by", "企画", "--commit", *words) == 0
    assert _proxies() == [reason, None]


def test_a_reason_that_was_given_on_the_desk_holds_unless_another_one_is(desk: Desk, tmp_path: Path) -> None:
    survey: Any = desk.survey  # type: ignore[attr-defined]
    begin_proxy(reporting_round=survey, department=desk.flowers, reason="電話", by=desk.planner)
    path = made(desk, tmp_path)
    fresh = path.read_bytes()
    path.write_bytes(changed(fresh, {"rating.step": 4}))
    assert run("collect", str(tmp_path), "--by", "企画", "--commit") == 0
    assert _proxies() == ["電話"]
    path.write_bytes(changed(fresh, {"rating.reason": "伸びた"}))
    assert run("collect", str(tmp_path), "--by", "企画", "--commit", "--reason", "紙") == 0
    assert _proxies() == ["電話", "紙"]


def test_a_reason_that_cannot_be_stores_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(desk, tmp_path)
    path.write_bytes(changed(path.read_bytes(), {"rating.step": 4}))
    for reason, told in ((" ", "代わって入力する理由を入力してください"), ("あ" * 201, "200字までです")):
        assert run("collect", str(tmp_path), "--by", "企画", "--commit", "--reason", reason) != 0
        assert told in capsys.readouterr().err
    assert _proxies() == []
    assert not AnswerField.objects.filter(name="rating.step", value__isnull=False).exists()


def test_bad_input_is_one_sentence(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("collect", str(tmp_path), "--by", "誰か"),
        ("collect", str(tmp_path / "none"), "--by", "花担当"),
        ("collect", str(tmp_path), "--by", "花担当"),
    ):
        assert run(*words) == 2
        assert capsys.readouterr().err.count("\n") == 1
    taken = tmp_path / "file"
    taken.write_text("x")
    assert run("make", str(desk.survey.pk), "--out", str(taken)) == 2  # type: ignore[attr-defined]
    assert "書き込めません" in capsys.readouterr().err


def test_mail_is_sent_once(desk: Desk, capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://plan.example.lg.jp/"
    User.objects.update(email="a@example.lg.jp")
    assert site.EMAIL_BACKEND.endswith("locmem.EmailBackend")
    parser = argparse.ArgumentParser()
    mail_command.COMMAND.add_arguments(parser)
    options = parser.parse_args(["send"])
    assert mail_command.COMMAND.run(options) == 0
    assert "送信 2件" in capsys.readouterr().out
    assert mail_command.COMMAND.run(options) == 0
    assert "送信 0件" in capsys.readouterr().out
    User.objects.update(email="")
