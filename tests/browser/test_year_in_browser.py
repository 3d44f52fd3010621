"""A full year for each kind of document: asked, answered on the web, by workbook and late; returned, approved,
published, corrected. At the end the public edition, the PDF and the workbooks say the same to the last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.desk_person import Person, running_desk
from browser.year_city import BOOK, LATE, WEB
from browser.year_says import Said, disagreements
from browser.year_steps import (
    Answers,
    Subject,
    answer_by_workbook,
    answer_on_the_web,
    begin,
    day,
    fill,
    people,
    workbook_of,
)
from mitodoke.domain.answer_fields import Ask
from reporting.sample import CODE

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The address of a running desk of the city of the year."""
    with running_desk(tmp_path, "year") as address:
        yield address


def rated(step: int, *texts: str) -> dict[str, str]:
    return {"rating.step": str(step)} | {f"activity.{at}": text for at, text in enumerate(texts, start=1)}


def actual(key: str, value: str, certainty: str = "final") -> dict[str, str]:
    return {f"kpi.{key}.value": value, f"kpi.{key}.certainty": certainty}


def held(dates: str, participants: str) -> dict[str, str]:
    return {"occurrence.1.dates": dates, "occurrence.1.participants": participants}


MISTAKE = "数値を写し間違えていたため"
PLEDGES = Subject("花の市の公約", "花の市の公約（令和7年度）", (Ask.RATINGS, Ask.ACTIVITIES))
STRATEGY = Subject("花の市の総合戦略", "花の市の総合戦略（令和7年度）", (Ask.KPI_ACTUALS,))
REGISTER = Subject("花の市の協働事業", "花の市の協働事業（令和7年度）", (Ask.COLLABORATION_ENTRIES,))
YEARS: dict[str, tuple[Subject, dict[str, Answers], tuple[str, dict[str, str]]]] = {
    "pledges": (
        PLEDGES,
        {
            WEB: {
                "01-1-1 苗を配る": rated(7, "苗を令和7年6月1日に配りました。", "種を令和7年9月1日に配りました。"),
                "01-2-2 木を植える": rated(3, "木を令和7年10月1日に植えました。"),
                "02-1-1 水路を直す": rated(9, "水路を令和7年11月1日に直しました。"),
            },
            BOOK: {
                "01-1-2 花壇をつくる": rated(8, "花壇を令和7年7月1日につくりました。"),
                "01-2-2 木を植える": rated(6, "木の世話を令和7年12月1日に始めました。"),
            },
            LATE: {
                "01-2-1 公園をひらく": rated(10, "公園を令和8年2月1日にひらきました。"),
                "02-1-1 水路を直す": rated(4, "水路を令和7年8月1日に調べました。"),
            },
        },
        ("01-1-1 苗を配る", {"rating.step": "6"}),
    ),
    "strategy": (
        STRATEGY,
        {
            WEB: {"S1-1 苗の事業": actual("S1-1-1", "1,234本") | actual("S1-1-2", "45.25%", "estimate")},
            BOOK: {"S1-2 花壇の事業": actual("S1-2-1", "30か所")},
            LATE: {"S2-1 公園の事業": actual("S2-1-1", "12,345人")},
        },
        ("S1-1 苗の事業", {"kpi.S1-1-2.value": "44.75%"}),
    ),
    "register": (
        REGISTER,
        {
            WEB: {"花まつり": held("令和7年5月3日～5日", "1,250人")},
            BOOK: {"木のまつり": held("令和7年10月12日", "延べ320人")},
            LATE: {"公園そうじ": held("令和8年1月18日", "45人")},
        },
        ("花まつり", {"occurrence.1.participants": "1,205人"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", YEARS)
def test_a_year_agrees_to_the_last_digit(browser: Browser, desk: str, tmp_path: Path, name: str) -> None:
    subject, answers, correction = YEARS[name]
    planner, web, book, late, head = people(browser, desk)
    begin(planner, subject)
    survey = planner.page.url.removeprefix(desk).partition("#")[0]
    answer_on_the_web(web, answers[WEB])
    answer_by_workbook(book, answers[BOOK], tmp_path)
    _extend(planner, survey)
    answer_on_the_web(late, answers[LATE])
    _return_one(head, web, correction[0])
    _confirm_all(head, planner)
    first = _publish(planner, survey, "第1版")
    assert disagreements(_published(planner, first), answers, _books(planner, desk, survey)) == []
    before = _bytes(planner, first)

    _correct(planner, web, head, survey, correction)
    second = _publish(planner, survey, "第2版")
    corrected = answers | {
        WEB: answers[WEB] | {correction[0]: {**answers[WEB][correction[0]], **correction[1]}}
    }
    assert disagreements(_published(planner, second), corrected, _books(planner, desk, survey)) == []
    assert _bytes(planner, first) == before, "a published edition changed"
    planner.page.goto(f"{desk}/{CODE}/corrections/")
    assert MISTAKE in planner.page.locator("main").inner_text()
    assert planner.problems == web.problems == book.problems == late.problems == head.problems == []


def _extend(planner: Person, survey: str) -> None:
    planner.open(survey)
    planner.reads("期限を過ぎて提出されていない回答")
    planner.page.get_by_label("新しい回答期限").fill(day(7))
    planner.page.get_by_label("期限を変える理由").fill("一つの課を待つため")
    planner.press("回答期限を変える")


def _return_one(head: Person, reporter: Person, subject: str) -> None:
    head.open("/desk/")
    head.follow(subject)
    head.page.get_by_label("差戻しの理由").fill("数値をもう一度確かめてください")
    head.press("差し戻す")
    reporter.open("/desk/")
    reporter.follow(subject)
    reporter.reads("数値をもう一度確かめてください")
    reporter.press("保存して提出")


def _confirm_all(head: Person, planner: Person) -> None:
    for person, act in ((head, "承認"), (planner, "確認"), (planner, "確定")):
        person.open("/desk/approvals/")
        person.press(person.page.get_by_role("button", name=re.compile(f"すべてを{act}$")).inner_text())


def _publish(planner: Person, survey: str, version: str) -> str:
    """Close, adopt, look at the preview, publish; the public address of the edition."""
    page = planner.page
    planner.open(survey)
    planner.press("調査を締め切る")
    planner.press("回答を反映して、公表の確認に進む")
    check = page.url
    planner.follow("公表前の画面を見る")
    inside = page.url
    page.goto(check)
    for reason in page.get_by_label(re.compile("があっても公表する理由$")).all():
        reason.fill("原文のとおりのため")
    kinds = page.get_by_role("group", name="変更の種類")
    if kinds.count():
        kinds.locator('[value="correction"]').check()
        page.get_by_label("下で一つずつ入力しなかった、すべての変更の理由").fill(MISTAKE)
    planner.press(f"{version}として公表する")
    planner.reads("公表しました。")
    return f"{planner.desk}/{inside.split('/preview/')[1]}"


def _correct(
    planner: Person, reporter: Person, head: Person, survey: str, correction: tuple[str, dict[str, str]]
) -> None:
    """A mistake is found after publication: the round is reopened for one answer."""
    subject, values = correction
    page = planner.page
    planner.open(survey)
    page.get_by_label("新しい回答期限").fill(day(7))
    page.get_by_label("再開する理由").fill("誤りが見つかったため")
    planner.press("調査を再開する")
    planner.open(f"{survey}answers/")
    planner.follow(subject)
    page.get_by_label("確定の解除の理由").fill("数値の誤りを直すため")
    planner.press("確定を解く")
    reporter.open("/desk/")
    reporter.follow(subject)
    fill(reporter.page, values)
    reporter.press("保存して提出")
    head.open("/desk/")
    head.follow(subject)
    head.press("承認する")
    for act in ("確認する", "確定する"):
        planner.open("/desk/")
        planner.follow(subject)
        planner.press(act)


def _published(planner: Person, public: str) -> Said:
    """What the public edition says: its pages' data, its PDF and its workbook."""
    kind = re.search(r"/(pledges|strategy|collaboration)/", public)
    assert kind is not None
    report = {"pledges": "pledges", "strategy": "strategy", "collaboration": "register"}[kind[1]]
    return Said(
        edition=_get(planner, f"{public}edition.json"),
        tables=_get(planner, f"{public}report/tables.xlsx"),
        pdf=_get(planner, f"{public}report/{report}.pdf"),
        word=_get(planner, f"{public}report/{report}.docx"),
    )


def _get(planner: Person, address: str) -> bytes:
    answer = planner.page.request.get(address)
    assert answer.ok, address
    return answer.body()


def _bytes(planner: Person, public: str) -> tuple[bytes, ...]:
    said = _published(planner, public)
    return said.edition, said.tables, said.pdf, said.word


def _books(planner: Person, desk: str, survey: str) -> dict[str, bytes]:
    return {one: workbook_of(planner.page, desk, survey, one) for one in (WEB, BOOK, LATE)}
