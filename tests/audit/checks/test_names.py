"""Checks of names: departments, organisations, legal forms."""

from __future__ import annotations

import time

import pytest

from audit.checks.build import entry, measure, run
from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.near_names import near_pairs


def rows(*names: str) -> list[object]:
    return [entry(f"事業{i}", number=i, organisers=(name,)) for i, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("共生・多文化推進室", "共生多・文化推進室"), 1),
        (("花と緑の推進課", "花と緑の推進室"), 1),
        (("林業花卉振興課", "農林業花卉振興課"), 1),
        (("こども家庭支援課", "こども家庭支緩課"), 1),
        (("花咲 課", "花咲課"), 0),
        (("観光課", "観光課"), 0),
        (("総務課", "総務室"), 0),
        (("学校教育課", "学校教育部"), 0),
        (("第一給食センター", "第二給食センター"), 0),
        (("東部地域振興課", "西部地域振興課"), 0),
        (("介護福祉課", "総合福祉課"), 0),
    ],
)
def test_departments(names: tuple[str, str], found: int) -> None:
    measures = [measure(f"01-1-{i}", departments=(name,)) for i, name in enumerate(names, start=1)]
    assert len(run("department_spelling", *measures)) == found


def test_the_rare_spelling_is_asked_for_the_usual_one() -> None:
    names = ("花と緑の推進課", "花と緑の推進課", "花と緑の推進室")
    measures = [measure(f"01-1-{i}", departments=(name,)) for i, name in enumerate(names, start=1)]
    [finding] = run("department_spelling", *measures)
    assert (finding.subject, finding.printed, finding.expected) == (
        "01-1-3",
        "花と緑の推進室",
        "花と緑の推進課",
    )
    assert run("department_spelling", measure("01-1-1", departments=None)) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("株式会社花咲", "（株）花咲", True),
        ("㈱花咲", "花咲株式会社", True),
        ("NPO法人花の会", "特定非営利活動法人花の会", True),
        ("公益財団法人花咲協会", "（公財）花咲協会", True),
        ("花咲サービス・ネット", "花咲サービスネット", True),
        ("社会福祉法人花咲協議会", "社会福祉法人 花咲協議会", False),
        ("花鳥ウオッチング倶楽部", "花鳥ウォッチング倶楽部", True),
        ("花咲市文化団体協議会連合", "花咲文化団体協議会連合", False),
        ("峰山スケッチ大会委員会", "峰スケッチ大会委員会", True),
        ("花咲湖畔清風館大学", "花咲湖畔風館大学", True),
        ("花咲第一小学校同窓会", "花咲第二小学校同窓会", False),
        ("花咲東町内会連合会", "花咲西町内会連合会", False),
        ("花咲小学校吹奏楽団後援会", "花咲中学校吹奏楽団後援会", False),
        ("花の活動を支援する会", "NPO法人花の活動を支援する会 たんぽぽ倶楽部", True),
        ("花咲会", "花見会", False),
    ],
)
def test_organisations(one: str, other: str, found: bool) -> None:
    assert len(run("organisation_spelling", *rows(one, other))) == int(found)


def test_prose_cells_hold_no_names() -> None:
    prose = [
        entry(f"事業{i}", number=i, organisers=(name,), organisations_are_prose=True)
        for i, name in enumerate(("株式会社花咲", "（株）花咲"))
    ]
    assert run("organisation_spelling", *prose) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("特別活動法人花の会", True),
        ("特定非営利活動法人花の会", False),
        ("一般社団法人花の会", False),
        ("医療法人社団花の会", False),
        ("花の会", False),
        ("法人会", False),
        ("花咲法人会", False),
        ("公益社団法人花咲法人会", False),
    ],
)
def test_legal_forms_exist(name: str, found: bool) -> None:
    assert bool(run("legal_form_unknown", *rows(name))) is found


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("株式会社花咲", "花咲"),
        ("花咲㈱", "花咲"),
        ("（一社）花の会", "花の会"),
        ("NPO法人 花の会", "花の会"),
        ("花の会", "花の会"),
        ("株式会社", "株式会社"),
    ],
)
def test_a_name_without_its_legal_form(name: str, bare: str) -> None:
    assert bare_organisation(name) == bare


def test_many_names_are_compared_quickly() -> None:
    names = [f"花咲{chr(0x4E00 + i)}{chr(0x5E00 + i)}の会連合協議会" for i in range(5000)]
    start = time.process_time()
    pairs = list(near_pairs([*names, names[40][:2] + names[40][3:]], shortest=8))
    assert time.process_time() - start < 3
    assert (names[40][:2] + names[40][3:], names[40]) in pairs
