"""What the comparing pages show: editions, departments, targets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.compare import compare
from mitodoke.publishing.presentation.compare_departments import department_names, departments_page
from mitodoke.publishing.presentation.compare_numbers import Side, signed
from mitodoke.publishing.presentation.compare_page import compare_page, page_count
from mitodoke.publishing.presentation.compare_targets import targets_page
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_targets import EarlierEdition
from mitodoke.publishing.presentation.page import BadParameterError
from publishing.edition_parts import CODE
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import entry, register_edition
from publishing.strategy_editions import indicator, strategy_edition


def side(edition: Edition) -> Side:
    made = edition.content.document
    addresses = EditionAddresses(
        city=CityAddresses(CODE), kind=made.kind, fiscal_year=made.fiscal_year, version=edition.version
    )
    return Side(
        index=EditionIndex(edition), addresses=addresses, label=f"{made.fiscal_year}-{edition.version}"
    )


def with_items(edition: Edition, *codes: str, **changes: object) -> Edition:
    """`edition` without the items of `codes`, and the first item changed."""
    items = [one for one in edition.content.items if one.code not in codes]
    items[0] = replace(items[0], **changes)
    return replace(edition, content=replace(edition.content, items=tuple(items)))


def test_equal_editions_do_not_differ() -> None:
    one = pledge_edition()
    page = compare_page(side(one), side(replace(one, version=2)))
    assert (page.changes, page.figures, page.slice.total) == ((), (), 0)
    assert page.figures_same == len(one.audit.figures)
    assert all(count.same == count.before == count.after for _, count in page.groups)
    assert {pair.difference for pair in page.counts} == {"±0"}


def test_every_difference_has_a_sign_and_a_word() -> None:
    old = pledge_edition()
    new = with_items(old, "03-1-1", title="子どもが真ん中のまち", printed_progress=Decimal(55), subtitle=None)
    page = compare_page(side(old), side(new))
    shown = [
        (one.label, one.name, [(d.label, d.before, d.after) for d in one.differences]) for one in page.changes
    ]
    assert shown == [
        (
            "± 変更",
            "ビジョン 01 子どもが真ん中のまち",
            [
                ("± 変更", "こどもが真ん中のまち", "子どもが真ん中のまち"),
                ("− 削除", "育つ力を応援します", None),
                ("± 変更", "52", "55"),
            ],
        ),
        ("− 削除", "施策 03-1-1 見守り協力店の登録", []),
    ]
    back = compare_page(side(new), side(old))
    assert {one.label for one in back.changes} == {"± 変更", "＋ 追加"}
    groups = {label: (one.added, one.removed, one.changed, one.same) for label, one in page.groups}
    assert groups["項目"] == (0, 1, 1, 10)
    assert sum(sum(one[:3]) for one in groups.values()) == page.slice.total


def test_percentages_stand_beside_each_other_with_what_they_cover() -> None:
    old = pledge_edition(year=2024)
    new = with_items(pledge_edition(), printed_progress=Decimal("55.5"))
    rows = {row.name.label: row for row in compare_page(side(old), side(new)).percentages}
    first = rows["ビジョン 01 こどもが真ん中のまち"]
    assert (first.before, first.after, first.difference) == ("52", "55.5", "＋3.5")
    assert first.scope_after == "公約2件中2件"
    assert rows["ビジョン 02 歩いて楽しいまち"].difference == "±0"
    assert "ビジョン 03 支え合うまち" not in rows


def test_a_percentage_that_one_edition_lost_is_not_zero() -> None:
    old = with_items(pledge_edition(year=2024), printed_progress=None)
    row = compare_page(side(old), side(pledge_edition())).percentages[0]
    assert (row.before, row.after, row.difference) == (None, "52", "")
    assert row.absent_before


def test_registers_of_two_years_are_matched_by_title() -> None:
    old, new = register_edition(2023), register_edition(2024)
    entries = list(new.content.entries)
    entries[0] = replace(entries[0], number="9", entry_id="co_hosting-9", participants=200)
    entries[1] = replace(entries[1], title="秋のつどい")
    new = replace(new, content=replace(new.content, entries=tuple(entries)))
    page = compare_page(side(old), side(new))
    assert page.by_title
    changes = {(one.change, one.name) for one in page.changes if one.group == "協働事業"}
    assert ("added", "共催 2 秋のつどい") in changes
    assert ("removed", "共催 2 夏のつどい") in changes
    (grown,) = [one for one in page.changes if one.name == "共催 9 花いっぱい運動"]
    assert grown.before == "/999997/collaboration/fy2023/v1/co_hosting-1/"
    assert grown.after == "/999997/collaboration/fy2024/v1/co_hosting-9/"
    fields = [one.field[0].text for one in grown.differences]
    assert "参加人数" in fields
    assert not {"番号", "年度"} & set(fields)


def test_versions_of_one_register_are_matched_by_number() -> None:
    page = compare_page(side(register_edition()), side(register_edition(version=2, extra=3)))
    assert not page.by_title
    assert [(one.change, one.name[-6:]) for one in page.changes] == [
        ("added", "後援行事その1"[-6:]),
        ("added", "後援行事その2"[-6:]),
        ("added", "後援行事その3"[-6:]),
    ]


def test_a_form_that_one_document_does_not_list_is_absent_and_not_zero() -> None:
    old = register_edition(2023)
    kept = tuple(one for one in old.content.entries if one.form is CollaborationForm.CO_HOSTING)
    new = replace(register_edition(2024), content=replace(register_edition(2024).content, entries=kept))
    page = compare_page(side(old), side(new))
    counts = {pair.label: (pair.before, pair.after, pair.difference) for pair in page.counts}
    assert counts["共催"] == (2, 2, "±0")
    assert counts["後援（名義）"] == (1, None, None)
    assert page.unlisted == ("実行委員会・協議会等", "後援（名義）")


def test_repeated_titles_are_matched_in_their_order() -> None:
    old, new = register_edition(2023), register_edition(2024)
    twice = [entry(n, CollaborationForm.CO_HOSTING, "清掃", fiscal_year=2023) for n in (1, 2)]
    once = [replace(twice[0], fiscal_year=2024)]
    old = replace(old, content=replace(old.content, entries=tuple(twice)))
    new = replace(new, content=replace(new.content, entries=tuple(once)))
    found = compare(EditionIndex(old), EditionIndex(new))
    entries = [(one.change, one.before) for one in found.changes if one.group == "entries"]
    assert entries == [("removed", "co_hosting-2")]


def test_figures_that_differ_keep_both_sides() -> None:
    old, new = pledge_edition(), pledge_edition(version=2)
    changed = replace(new.audit.figures[0], printed="53", agrees=False)
    new = replace(new, audit=replace(new.audit, figures=(changed, *new.audit.figures[1:-1])))
    page = compare_page(side(old), side(new))
    assert [(one.before and one.before.printed, one.after and one.after.printed) for one in page.figures] == [
        ("52", "53"),
        ("45", None),
    ]
    assert page.figures_same == len(old.audit.figures) - 2


def test_a_long_comparison_is_paged() -> None:
    before, after = side(register_edition()), side(register_edition(version=2, extra=120))
    assert page_count([before, after]) == 3
    numbers = [len(compare_page(before, after, page).changes) for page in (1, 2, 3)]
    assert numbers == [50, 50, 20]
    with pytest.raises(BadParameterError):
        compare_page(before, after, 4)


def test_in_english_only_a_documents_words_stay_japanese() -> None:
    old = strategy_edition()
    values = (replace(old.content.indicators[1], note="市内のみ", values=()), *old.content.indicators[2:])
    new = replace(old, version=2, content=replace(old.content, indicators=values))
    with speaking("en"):
        page = compare_page(side(old), side(new))
        words = [word for one in page.changes for d in one.differences for word in d.field]
    assert "Note" in {word.text for word in words if not word.content}
    assert all(word.content or word.text.isascii() for word in words)
    assert ("Target", False) in {(word.text, word.content) for word in words}


@given(st.integers())
def test_a_difference_always_has_a_sign(number: int) -> None:
    assert signed(number)[0] == ("＋" if number > 0 else "±" if number == 0 else "−")


def test_two_departments_and_what_they_answer_for() -> None:
    sides = [side(pledge_edition(rated=True)), side(strategy_edition()), side(register_edition())]
    names = department_names(sides)
    assert {"こども課", "公園緑地課", "商工課", "観光課"} <= set(names)
    page = departments_page("こども課", "商工課", sides)
    counts = [{row.label: (row.before, row.after) for row in table.rows} for table in page.tables]
    assert counts[0]["担当する施策"] == (2, 0)
    assert counts[0]["担当する施策がある公約"] == (2, 0)
    assert counts[0]["10段階評価の回答"] == (2, 0)
    assert counts[1]["担当する指標"] == (0, 4)
    assert counts[1]["うち進捗率が0％以上100％未満"] == (0, 2)
    assert [table.lost for table in page.tables] == [1, 1, 0]
    assert [(row.pledge.label, row.number, row.first, row.second) for row in page.pledges] == [
        ("01-1 遊び場をふやす", "65", 1, 0),
        ("01-2 子育ての相談を身近に", "40", 1, 0),
    ]


def test_answers_that_a_document_lost_are_absent() -> None:
    page = departments_page("こども課", "こども課", [side(pledge_edition())])
    answers = {row.label: row.before for row in page.tables[0].rows}["10段階評価の回答"]
    assert answers is None


def test_targets_of_the_only_edition_have_no_original() -> None:
    one = side(strategy_edition())
    page = targets_page(one.index, one.addresses, [])
    assert dict(page.counts) == {
        "指標": 7,
        "目標値が当初と違う指標": 0,
        "目標値が当初と同じ指標": 0,
        "以前の版に見当たらない指標": 7,
        "文書が変更の印を付けた指標": 1,
    }
    assert (page.oldest, page.gone) == ("", ())


def test_original_and_current_targets_account_for_every_indicator() -> None:
    first = strategy_edition(2020)
    targets = (
        indicator("S1-1", 1, "参加企業数", ("63社", "100社", "500社")),
        indicator("S1-1", 2, "来場者数", ("1,234人", "900人", "1,500人")),
        indicator("S1-1", 9, "配布部数", ("1部", "2部", "3部")),
    )
    old = side(replace(first, content=replace(first.content, indicators=targets)))
    earlier = EarlierEdition(index=old.index, addresses=old.addresses, label="令和2年度 第1版")
    now = side(strategy_edition())
    page = targets_page(now.index, now.addresses, [earlier])
    counts = dict(page.counts)
    assert (counts["目標値が当初と違う指標"], counts["目標値が当初と同じ指標"]) == (1, 1)
    assert counts["以前の版に見当たらない指標"] == 5
    assert [link.label for link in page.gone] == ["配布部数"]
    assert DocumentKind.COMPREHENSIVE_STRATEGY is now.addresses.kind
