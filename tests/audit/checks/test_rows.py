"""Checks of rows: duplicates, forms, people, recurrences."""

from __future__ import annotations

import pytest

from audit.checks.build import entry, measure, occurrence, patronage, run
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, Recurrence

CITY, BOARD = NameHolder.CITY, NameHolder.BOARD_OF_EDUCATION


@pytest.mark.parametrize(
    ("people", "printed"),
    [
        ((17,), "約17人"),
        ((12_346,), "約12,346人"),
        ((8, 98, 10), "約8人、約98人"),
        ((3, 3, 2), "約3人、約2人"),
        ((280, 120, 25, 10), None),
        ((None,), None),
    ],
)
def test_an_approximate_number_is_rounded(people: tuple[int | None, ...], printed: str | None) -> None:
    dates = [occurrence("2024-05-01", participants=n, approximate=True) for n in people]
    findings = run("approximate_to_last_digit", entry("花まつり", *dates))
    assert [finding.printed for finding in findings] == ([printed] if printed else [])


def test_exact_numbers_and_totals() -> None:
    exact = occurrence("2024-05-01", participants=24)
    assert run("approximate_to_last_digit", entry("花まつり", exact)) == []
    total = entry("花まつり", participants=233, participants_printed="約233人")
    assert [f.printed for f in run("approximate_to_last_digit", total)] == ["約233人"]


def test_a_row_stands_once_in_its_list() -> None:
    same = [
        patronage("第45回 花咲写真展", 1, "花咲写真連盟", CITY),
        patronage("第45回花咲写真展", 2, "花咲写真連盟", CITY),
        patronage("第45回花咲写真展", 3, "花咲写真連盟", BOARD),
        patronage("定期演奏会", 4, "花咲第一吹奏楽団", CITY),
        patronage("定期演奏会", 5, "花咲第二吹奏楽団", CITY),
    ]
    [finding] = run("duplicate_row", *same)
    assert finding.subject == "patronage-city-2"
    assert "番号 1、2。担当も団体も同じです" in finding.message
    other = patronage("第45回花咲写真展", 2, "花咲写真連盟", CITY, departments=("総務課",))
    [finding] = run("duplicate_row", same[0], other)
    assert "担当だけが違います" in finding.message


def test_rows_with_their_own_dates_are_no_duplicates() -> None:
    rows = [
        entry("花の教室", number=1, dates_printed="令和6年5月1日"),
        entry("花の教室", number=2, dates_printed="令和6年6月1日"),
    ]
    assert run("duplicate_row", *rows) == []


def test_a_measure_stands_once_under_its_pledge() -> None:
    one = measure("01-1-1", title="花の見守り")
    two = measure("01-1-2", title="花の見守り")
    elsewhere = measure("02-1-1", title="花の見守り")
    [finding] = run("duplicate_row", one, two, elsewhere)
    assert finding.subject == "01-1-2"
    assert run("duplicate_row", measure("01-1-1", title=None), measure("01-1-2", title=None)) == []


def test_an_event_in_several_forms() -> None:
    rows = [
        entry("花咲まちなかフォトコンテスト", number=7),
        patronage("花咲まちなかフォトコンテスト", 50, "花咲市観光協会", CITY),
    ]
    [finding] = run("listed_in_several_forms", *rows)
    assert finding.subject == "patronage-city-50"
    assert "共催（co_hosting-7）" in finding.message


def test_events_in_both_names_make_one_finding() -> None:
    rows = [
        patronage(f"花咲こども芸術祭その{i}", i, "花咲会", holder)
        for i in range(1, 31)
        for holder in (CITY, BOARD)
    ]
    [finding] = run("listed_in_several_forms", *rows)
    assert (finding.subject, finding.printed) == ("document", "30件")
    assert "ほか18件" in finding.message


def test_short_titles_need_the_same_organiser() -> None:
    rows = [
        patronage("定期演奏会", 1, "花咲第一吹奏楽団", CITY),
        patronage("定期演奏会", 1, "花咲第二吹奏楽団", BOARD),
    ]
    assert run("listed_in_several_forms", *rows) == []
    rows[1] = patronage("定期演奏会", 1, "花咲第一吹奏楽団", BOARD)
    assert len(run("listed_in_several_forms", *rows)) == 1


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("花咲巡回工芸教室", "花咲巡回工場教室", True),
        ("花咲ハイキングウォークラリー", "花咲ハイキングラリー", True),
        ("花咲博士記念公開事業", "花咲博士記念公開授業", True),
        ("第31回花咲ちぎり絵会", "第31回花咲ちぎり絵展", True),
        ("花咲市民写生大会小学校の部", "花咲市民写生大会中学校の部", False),
        ("花咲市民写生大会第1部", "花咲市民写生大会第2部", False),
        ("花咲音楽祭2024春の宴", "花咲音楽祭2025春の宴", False),
        ("点訳ボランティア講習会", "朗読ボランティア講習会", False),
        ("ボランティア体験", "ボランティア体験入門", False),
        ("花咲市民写生大会", "花咲市民写生大会", False),
        ("花", "鼻", False),
    ],
)
def test_one_title_in_two_lists(one: str, other: str, found: bool) -> None:
    rows = [patronage(one, 1, "花咲会", CITY), patronage(other, 2, "花咲会", BOARD)]
    findings = run("title_spelling", *rows)
    assert [finding.expected for finding in findings] == ([one] if found else [])


def test_titles_of_other_organisers_in_one_list_or_matched_are_not_compared() -> None:
    one, other = "花咲博士記念公開事業", "花咲博士記念公開授業"
    strangers = [patronage(one, 1, "花咲会", CITY), patronage(other, 2, "風月会", BOARD)]
    assert run("title_spelling", *strangers) == []
    one_list = [patronage(one, 1, "花咲会", CITY), patronage(other, 2, "花咲会", CITY)]
    assert run("title_spelling", *one_list) == []
    matched = [
        patronage(title, i, "花咲会", holder)
        for i, title in enumerate((one, other))
        for holder in (CITY, BOARD)
    ]
    assert run("title_spelling", *matched) == []


def test_an_organiser_under_two_spellings_is_one() -> None:
    rows = [
        patronage("花咲博士記念公開事業", 1, "学校法人花咲湖畔清風館大学", CITY),
        patronage("花咲博士記念公開授業", 2, "学校法人花咲湖畔風館大学", BOARD),
    ]
    assert len(run("title_spelling", *rows)) == 1


def test_cancelled_events_have_no_participants() -> None:
    dates = [
        occurrence("2024-05-01", cancelled=True, participants=5),
        occurrence("2024-06-01", cancelled=True, participants=0),
        occurrence("2024-06-01", cancelled=True),
        occurrence("2024-07-01", participants=5),
    ]
    assert len(run("cancelled_with_participants", entry("花まつり", *dates))) == 1
    assert len(run("cancelled_with_participants", entry("花まつり【悪天候のため中止】", participants=3))) == 1
    assert run("cancelled_with_participants", entry("花まつり【悪天候のため中止】")) == []
    assert run("cancelled_with_participants", entry("中止しない花まつり", participants=3)) == []


@pytest.mark.parametrize(
    ("title", "recurrence", "since", "found"),
    [
        ("第36回花まつり", Recurrence.ONE_OFF, None, True),
        ("第十二回花まつり", Recurrence.ONE_OFF, None, True),
        ("第1回花まつり", Recurrence.ONE_OFF, None, False),
        ("第一回花まつり", Recurrence.ONE_OFF, None, False),
        ("花まつり", Recurrence.ONE_OFF, 2010, True),
        ("花まつり", Recurrence.ONE_OFF, 2024, False),
        ("第36回花まつり", Recurrence.ANNUAL, None, False),
        ("第36回花まつり", None, None, False),
    ],
)
def test_a_one_off_project_does_not_count_its_times(
    title: str, recurrence: Recurrence | None, since: int | None, found: bool
) -> None:
    row = entry(title, recurrence=recurrence, since_year=since)
    assert bool(run("recurrence_contradicts", row)) is found


@pytest.mark.parametrize(
    ("form", "purpose", "found"),
    [
        (CollaborationForm.CO_HOSTING, "花の会の後援 事業である", True),
        (CollaborationForm.CO_HOSTING, "花の会との共催事業", False),
        (CollaborationForm.CO_HOSTING, "後援事業でもあり共催事業でもある", False),
        (CollaborationForm.PATRONAGE, "花の会との共催事業", True),
        (CollaborationForm.COMMITTEE, "花の会の後援事業", False),
        (CollaborationForm.CO_HOSTING, None, False),
    ],
)
def test_the_text_calls_a_project_by_its_form(
    form: CollaborationForm, purpose: str | None, found: bool
) -> None:
    assert bool(run("form_contradicts_text", entry(form=form, purpose=purpose))) is found


@pytest.mark.parametrize(
    ("effects", "found"),
    [
        ("春と秋の会を合わせて52人が集まった。", True),
        ("春と秋の会を合わせて５２名が集まった。", True),
        ("アンケートでは100％が満足した。", False),
        ("3人以上の参加があった。", False),
        (None, False),
    ],
)
def test_copied_effects_with_people(effects: str | None, found: bool) -> None:
    rows = [entry(effects=effects, participants=19), entry(number=2, effects=effects, participants=35)]
    findings = run("copied_effects", *rows)
    assert bool(findings) is found
    assert all("co_hosting-1は19人、co_hosting-2は35人" in finding.message for finding in findings)
    assert run("copied_effects", rows[0]) == []
