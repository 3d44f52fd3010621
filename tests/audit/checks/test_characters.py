"""Checks of characters: look-alikes, misspellings, glyphs, quotation marks."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from audit.checks.build import entry, run
from mitodoke.audit.checks.confusable_characters import confusables, foreign_forms, misspellings
from mitodoke.audit.checks.variant_character import usual_words


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["花咲市の緑化。"] * 6 + ["花唉市"], {}),
        (["苫原牧場を訪ねた。"] * 5 + ["苦原牧場を訪ねた。"], {"苦原牧": "苫原牧"}),
        (["苫原牧場を訪ねた。"] * 4 + ["苦原牧場を訪ねた。"], {}),
        (["苫原牧場を訪ねた。"] * 9 + ["苦原牧場を訪ねた。"] * 2, {}),
        (["未来のまち。"] * 5 + ["末来のまち。"], {"末来": "未来"}),
        (["年度末時点で。"] * 9 + ["今年度未実施の事業。"], {}),
        (
            ["年度末時点で。"] * 9 + ["年度未時点で。"],
            {"年度未": "年度末", "度未時": "度末時", "未時点": "末時点"},
        ),
        (["人口が減る。"] * 9 + ["入口が狭い。"], {}),
        (["受験する人。"] * 9 + ["受検する人。"], {}),
        (["花澤大学と協力。"] * 5 + ["花沢大学と協力。"], {"花沢大": "花澤大", "沢大学": "澤大学"}),
        (["システムの導入。"] * 5 + ["ツステムの導入。"], {"ツステム": "システム"}),
        (["スポーツの日"] * 5 + ["スボーツの日"], {"スボーツ": "スポーツ"}),
        (["スポーツの日"] * 5 + ["スポット"], {}),
        (["小学校の部。"] * 9 + ["中学校の部。"], {}),
        ([], {}),
    ],
)
def test_rare_words_that_look_like_a_usual_one(texts: list[str], expected: dict[str, str]) -> None:
    found = usual_words(texts)
    assert found == expected or (
        set(found.items()) <= set(expected.items()) and bool(found) == bool(expected)
    )


def test_one_finding_a_word_lists_its_lines() -> None:
    lines = ["苫原牧場を訪ねた。"] * 30 + ["", "近くの苦原牧場。", "苦原牧場へ。"]
    [finding] = [f for f in run("variant_character", lines=lines) if f.printed == "苦原牧"]
    assert (finding.place, finding.expected) == ("L32", "苫原牧")
    assert "2か所" in finding.message
    assert "32・33行目" in finding.message


def test_without_lines_the_records_are_read() -> None:
    rows = [entry(f"苫原牧場まつり{'あいうえお'[i]}", number=i + 1) for i in range(5)]
    odd = entry("苦原牧場まつり", number=9)
    [finding] = [f for f in run("variant_character", *rows, odd) if f.printed == "苦原牧"]
    assert finding.place == "L18"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["サービスの向上", "サ一ビスの向上"], "サービス"),
        (["サ一ビスの向上"], None),
        (["プログラム", "プ口グラム"], "プログラム"),
        (["ヘルパー", "カナダへルパー"], None),
        (["パート", "パート一名"], None),
        (["人口", *["人口の推移"] * 5, "人ロの推移"], "人口"),
        (["人ロの推移"], None),
        (["入口ロビー"] + ["入口"] * 9, None),
        (["五カ年計画"] + ["計画"] * 9, None),
    ],
)
def test_katakana_and_kanji_that_look_alike(lines: list[str], expected: str | None) -> None:
    findings = run("script_lookalike", lines=lines)
    assert [finding.expected for finding in findings] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("コロナ渦での開催", "コロナ禍"),
        ("新型コロナ禍での開催", None),
        ("課題を分折した", "分析"),
        ("予算の配分折衝", None),
        ("特定非営利法人花の会", "特定非営利活動法人"),
        ("特定非営利活動法人花の会", None),
        ("シュミレーション", "シミュレーション"),
    ],
)
def test_misspellings_of_any_document(text: str, expected: str | None) -> None:
    findings = run("common_misspelling", lines=[text])
    assert [finding.expected for finding in findings] == ([expected] if expected else [])


def test_forms_that_japanese_does_not_use() -> None:
    [finding] = run("unusual_glyph", lines=["施設の増設", "施設の增設", "新增設"])
    assert (finding.place, finding.expected) == ("L2", "施設の増設")
    assert "U+589E" in finding.message
    assert "2・3行目" in finding.message


def test_characters_of_a_taken_apart_pdf_make_one_finding() -> None:
    [finding] = run("unusual_glyph", lines=["⽇本の⼈⼝", "都市\uf92d"])
    assert finding.printed == "⽇⼈⼝\uf92d"
    assert finding.expected == "日人口來"
    assert run("unusual_glyph", lines=["髙橋﨑﨟濵"]) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            [
                "花を育て続ける」という将来の見通しのもとで、新しい計画が目指すまちの姿を次のとおり定めることとします。"
            ],
            True,
        ),
        (
            [
                "「花を育て続けるという将来の見通しのもとで、新しい計画が目指すまちの姿を次のとおり定めることとします。"
            ],
            True,
        ),
        (
            [
                "「花を育て続ける」という将来の見通しのもとで、新しい計画が目指すまちの姿を次のとおり定めることとします。"
            ],
            False,
        ),
        (
            [
                "「花を",
                "育てる」という将来の見通しのもとで、新しい計画が目指すまちの姿を次のとおり定めることとします。",
            ],
            False,
        ),
        (["育てる」。"], False),
    ],
)
def test_quotation_marks_come_in_pairs(lines: list[str], found: bool) -> None:
    assert bool(run("unbalanced_quotes", lines=["", *lines, ""])) is found


def test_the_table_of_look_alikes_is_sound() -> None:
    text = (
        resources.files("mitodoke.audit.checks")
        .joinpath("confusable_characters.csv")
        .read_text(encoding="utf-8")
    )
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["kind"] for row in rows} == {"shape", "shape3", "variant", "foreign", "kana", "script"}
    for row in rows:
        assert len(set(row["characters"])) == len(row["characters"]) >= 2, row
    assert confusables("shape").alike["苦"] == "苫"
    for word in confusables("shape", "shape3").words_of_both:
        assert len(word) == 2


def test_no_misspelling_is_part_of_its_correction() -> None:
    assert all(wrong not in right for wrong, right in misspellings().items())
    assert all(len(form) == len(usual) == 1 for form, usual in foreign_forms().items())
