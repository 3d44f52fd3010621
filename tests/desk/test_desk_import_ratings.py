"""A city's own Excel table with last year's ratings: taken in at the desk, stored with its places, shown in the draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import signed_in
from desk.import_files import at, body, sent, store, tell
from desk.test_desk_publication import preview_in
from mitodoke.cli.main import main
from mitodoke.documents.queries import current_document, remembered_columns
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.outputs.edition_json import read_edition
from mitodoke.publishing.models import Edition
from mitodoke.reporting.records import to_reading
from reporting.desk import CODE, Desk
from reporting.sample import CITY
from sources.read_excel.rated_tables import HEAD, TITLE, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
KEY = f"mayoral_pledges-{CODE}-2024"
PERIOD = ["（令和6年4月から令和7年3月までの実施内容）"]


def table(head: str, *cells: str) -> bytes:
    """Pledges of fiscal 2024 with a measure for each of `cells`, all of 港課."""
    rows = [["", "", f"施策{n}", "した。", "港課", cell] for n, cell in enumerate(cells, start=1)]
    rows[0][:2] = ["1 港のまち", "1-1 朝市の通年化"]
    return book([TITLE, PERIOD, [f"{CITY} 企画部"], [], [*HEAD, head], *rows])


@pytest.fixture
def client() -> Client:
    return signed_in(Desk().planner)


def stored() -> list[tuple[str, int | str, str | None]]:
    document = current_document(KEY)
    assert document is not None
    return [
        (one.item_id, one.state.label if one.step is None else one.step, one.place)
        for one in to_reading(document).content.ratings
    ]


def test_ratings_of_last_year_are_taken_in_and_shown_in_the_draft(client: Client) -> None:
    token = sent(client, table("自己評価", "8", "３", "中止（用地がないため）", "◎"), "公約.xlsx")
    page = body(client.get(at("import_review", token)))
    assert "評価 3件" in page
    assert "段階として読めない評価" in page
    assert "施策 1-1-4 の「自己評価」の欄の「◎」は、評価として読めないため記録していません" in page
    records = body(client.get(at("import_records", token)))
    assert "1-1-1 港課：10段階中8" in records
    assert "1-1-3 港課：中止" in records
    assert store(client, token).status_code == 302
    assert stored() == [
        ("1-1-1", 8, "取組状況!A6:F6"),
        ("1-1-2", 3, "取組状況!C7:F7"),
        ("1-1-3", "中止", "取組状況!C8:F8"),
    ]

    check = body(client.get(reverse("desk:publication", kwargs={"document": KEY})))
    preview = preview_in(check)
    shown = client.get(preview, follow=True)
    assert shown.status_code == 200
    pledge = next(
        body(client.get(link, follow=True))
        for link in re.findall(r'href="([^"#?]+)', body(shown))
        if link.rstrip("/").endswith("1-1") and "/preview/" in link
    )
    assert "港課" in pledge
    assert re.search(r"10段階中\s*8|8\s*/\s*10", re.sub(r"<[^>]+>", "", pledge))
    assert "用地がないため" in pledge
    assert not Edition.objects.exists()


def test_the_same_table_again_changes_nothing_and_another_rating_is_told(client: Client) -> None:
    store(client, sent(client, table("評価（10段階）", "8", "3"), "公約.xlsx"))
    again = sent(client, table("評価（10段階）", "8", "3"), "同じ.xlsx")
    # Its bytes are others than those of the first, its ratings are the same.
    assert "1-1-2 港課" not in body(client.get(at("import_review", again)))
    other = sent(client, table("評価（10段階）", "8", "4"), "公約.xlsx")
    page = body(client.get(at("import_review", other)))
    assert "1-1-2 港課" in page
    assert store(client, other).status_code == 302
    assert [step for _, step, _ in stored()] == [8, 4]


@pytest.mark.parametrize(("head", "cells"), [("評価", ("3", "5")), ("達成度", ("3", "5"))])
def test_a_scale_that_nothing_tells_is_asked_and_remembered(
    client: Client, head: str, cells: tuple[str, ...]
) -> None:
    token = sent(client, table(head, *cells), "公約.xlsx")
    assert client.get(at("import_review", token))["Location"] == at("import_columns", token)
    page = body(client.get(at("import_columns", token)))
    assert f"見出し「{head}」の列" in page
    assert "この欄の数が何段階の評価かは、見出しと値からは分かりません。" in page
    assert '<option value="rating">評価（10段階）</option>' in page
    assert tell(client, token, {head: "rating"})["Location"] == at("import_review", token)
    assert store(client, token).status_code == 302
    assert [step for _, step, _ in stored()] == [3, 5]
    assert remembered_columns(CODE) == {DocumentKind.MAYORAL_PLEDGES: {head: "rating"}}


def test_the_answer_may_be_that_they_are_percentages_or_of_no_use(client: Client) -> None:
    token = sent(client, table("達成度", "3", "5"), "公約.xlsx")
    tell(client, token, {"達成度": "progress"})
    page = body(client.get(at("import_review", token)))
    assert "公約 1件、施策 2件" in page
    assert "評価 2件" not in page
    tell(client, token, {"達成度": "ignored"})
    store(client, token)
    document = current_document(KEY)
    assert document is not None
    content = to_reading(document).content
    assert content.ratings == ()
    assert [item.printed_progress for item in content.items if item.printed_progress is not None] == []


def test_a_head_in_the_citys_own_words_is_asked(client: Client) -> None:
    token = sent(client, table("見立て（％）", "80％", "75％", "評価困難"), "公約.xlsx")
    assert tell(client, token, {"見立て（％）": "rating"})["Location"] == at("import_review", token)
    page = body(client.get(at("import_review", token)))
    assert "「75％」は、評価として読めないため" in page
    assert "に理由が書かれていません" in page
    store(client, token)
    assert [step for _, step, _ in stored()] == [8, "評価困難"]


def test_a_head_that_names_another_scale_cannot_be_a_rating(client: Client) -> None:
    token = sent(client, table("評価（5段階）", "3", "5"), "公約.xlsx")
    refused = tell(client, token, {"評価（5段階）": "rating"})
    assert refused.status_code == 422
    assert "見出し「評価（5段階）」は10段階の評価ではないため、評価の列にはできません。" in body(refused)
    assert tell(client, token, {"評価（5段階）": "ignored"})["Location"] == at("import_review", token)


def test_the_command_reads_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "公約.xlsx").write_bytes(table("評価", "8", "Ａ"))
    assert main(["read", str(tmp_path / "公約.xlsx"), "--out", str(tmp_path / "out")]) == 0
    (folder,) = (tmp_path / "out").iterdir()
    content = read_edition((folder / "edition.json").read_bytes()).content
    assert content.ratings == (
        Rating(
            item_id="1-1-1",
            department="港課",
            fiscal_year=2024,
            state=RatingState.RATED,
            step=8,
            place="取組状況!A6:F6",
        ),
    )
    told = (folder / "ratings.csv").read_text(encoding="utf-8").splitlines()
    assert told == [
        "item_id,department,fiscal_year,state,step,reason,place",
        "1-1-1,港課,2024,rated,8,,取組状況!A6:F6",
    ]
    assert "unreadable_rating" in (folder / "findings.csv").read_text(encoding="utf-8")
