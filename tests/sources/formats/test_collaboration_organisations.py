"""Names of organisations: single cells, and the gaps and line breaks between names."""

from __future__ import annotations

import pytest

from mitodoke.sources.formats.collaboration_register.organisation_gaps import divide_lines, split_gaps
from mitodoke.sources.formats.collaboration_register.organisations import read_organisations, split_organisers


@pytest.mark.parametrize(
    ("lines", "names", "prose"),
    [
        (["花の会"], ["花の会"], False),
        (["花の会、（公財）花咲協会、花咲市"], ["花の会", "（公財）花咲協会", "花咲市"], False),
        (["花・緑・水の会"], ["花・緑・水の会"], False),
        (["花の会（旧名称：草の会）"], ["花の会"], False),
        (["花の会（事務局：公園課）、森の会"], ["花の会", "森の会"], False),
        (["花の会（花咲支部）"], ["花の会（花咲支部）"], False),
        (["花の協議会（花の会、森の会等）"], ["花の協議会", "花の会", "森の会"], True),
        (["花咲商事(株)"], ["花咲商事(株)"], False),
        (["（共催）　花の会", "（協力団体）", "森の会"], ["花の会", "森の会"], False),
        (["共通：花の会", "・春：森の会、川の会"], ["花の会", "森の会", "川の会"], False),
        (["花の会 等"], ["花の会"], True),
        (["花の会、外18団体"], ["花の会"], True),
        (["町内会・自治会", "計80団体"], ["町内会・自治会"], True),
        (["12町内会"], ["12町内会"], True),
        (["16地区（82町内会）"], ["16地区（82町内会）"], True),
        (["38団体、3個人で登録し、合計120人"], [], True),
        (["市内の町内会のほか、花咲警察署、花咲消防団などの機関も参画"], ["花咲警察署", "花咲消防団"], True),
        (
            ["NPO法人ほっと、カフェあした、まちまるごと"],
            ["NPO法人ほっと", "カフェあした", "まちまるごと"],
            False,
        ),
        (["-"], [], False),
        ([], [], False),
    ],
)
def test_organisations(lines: list[str], names: list[str], prose: bool) -> None:
    reading = read_organisations(lines)
    assert (list(reading.names), reading.prose) == (names, prose)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("花咲商工会議所", ("花咲商工会議所",)),
        ("花の会、森の会", ("花の会", "森の会")),
        ("花咲図書館 指定管理者 花咲グループ", ("花咲図書館 指定管理者 花咲グループ",)),
        ("劇団「花、鳥」", ("劇団「花、鳥」",)),
        ("花の会、他", ("花の会",)),
        ("－", ()),
    ],
)
def test_organisers(printed: str, names: tuple[str, ...]) -> None:
    assert split_organisers(printed) == names


@pytest.mark.parametrize(
    ("text", "column_width", "lines"),
    [
        ("株式会社花咲 みなと発電株式会社", 0, ["株式会社花咲", "みなと発電株式会社"]),
        ("一般社団法人 花咲観光協会", 0, ["一般社団法人 花咲観光協会"]),
        ("花の会、TRC 花咲グループ", 0, ["花の会、TRC 花咲グループ"]),
        ("花咲市子ども会育成 連絡協議会", 20, ["花咲市子ども会育成連絡協議会"]),
        ("花咲の町を考える ネットワーク花咲 花咲商工会議所 (一社)花咲青年会 議所", 20, None),
        ("図書館ボランティア読 み聞かせグループ等", 20, ["図書館ボランティア読み聞かせグループ等"]),
    ],
)
def test_gaps_between_names(text: str, column_width: int, lines: list[str] | None) -> None:
    wanted = lines or ["花咲の町を考えるネットワーク花咲", "花咲商工会議所", "(一社)花咲青年会議所"]
    assert split_gaps(text, frozenset(), column_width=column_width) == wanted


def test_a_known_name_divides() -> None:
    assert split_gaps("みんなのネット 花咲研究室", frozenset({"花咲研究室"})) == [
        "みんなのネット",
        "花咲研究室",
    ]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["花咲新聞社", "みなと新聞社"], ["花咲新聞社", "みなと新聞社"]),
        (["花咲市北部地区文化団", "体協議会"], ["花咲市北部地区文化団体協議会"]),
        (["花の会、花咲市社会福祉協", "議会"], ["花の会、花咲市社会福祉協議会"]),
        (["花の会、森の会、（公財）", "花咲市スポーツ協会"], ["花の会、森の会、（公財）花咲市スポーツ協会"]),
        (
            ["花咲市北部地区商工会議所", "一般社団法人森の会"],
            ["花咲市北部地区商工会議所", "一般社団法人森の会"],
        ),
    ],
)
def test_lines_of_names(lines: list[str], joined: list[str]) -> None:
    assert divide_lines(lines, 24) == joined
