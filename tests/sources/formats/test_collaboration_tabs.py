"""The tab-separated register: a fictional document in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitodoke.domain.collaboration import CollaborationForm, NameHolder, OrganisationRole, Recurrence
from mitodoke.domain.document import LineRole
from mitodoke.sources.formats.collaboration_register import TAB_SEPARATED
from sources.formats.collaboration_reading import Read, read


@pytest.fixture(scope="module")
def register(documents: Path) -> Read:
    return read(documents / "collaboration-hanasaki-2021.txt", TAB_SEPARATED)


def test_every_row_and_line(register: Read) -> None:
    assert register.ledger.unaccounted == ()
    assert list(register.entries) == [
        *(f"co_hosting-{n}" for n in range(1, 6)),
        *(f"committee-{n}" for n in range(1, 5)),
        *(f"cooperation-{n}" for n in range(1, 6)),
        *(f"patronage-city-{n}" for n in range(1, 6)),
        *(f"patronage-board_of_education-{n}" for n in range(1, 5)),
    ]
    assert register.checks == []
    uses = {(use.role, use.detail) for use in register.ledger.line_uses()}
    assert (LineRole.HEADING, "table_head") in uses


def test_document(register: Read) -> None:
    document = register.content.document
    assert (document.title, document.fiscal_year) == ("協働事業実施状況（令和3年度）", 2021)
    assert (document.period_start, document.period_end, document.as_of) == (
        "2021-04-01",
        "2022-03-31",
        "2022-03-31",
    )
    assert document.municipality == "花咲市"


def test_stated_figures(register: Read) -> None:
    assert [(each.subject, each.figure, int(each.value or 0)) for each in register.content.stated] == [
        ("co_hosting", "count.entries", 5),
        ("committee", "count.entries", 4),
        ("cooperation", "count.entries", 5),
        ("patronage", "count.entries", 9),
        ("patronage-city", "count.entries", 5),
        ("patronage-board_of_education", "count.entries", 4),
        ("committee-3", "participants.total", 410),
        ("committee-4/式典", "participants.total", 550),
        ("cooperation-5", "participants.total", 66),
    ]


def test_a_row_broken_for_its_columns_is_put_together(register: Read) -> None:
    entry = register.entries["co_hosting-1"]
    assert entry.title == "はなさきトークサロン"
    assert entry.departments == ("市民協働・男女参画室",)
    assert entry.recurrence_printed == "例年実施（昭和48年頃から継続実施）"
    assert (entry.recurrence, entry.since_year) == (Recurrence.ANNUAL, 1973)
    assert entry.purpose == (
        "市長と区長が各会場で顔を合わせ、地域の困りごとを話し合う場である。"
        "会場ごとの題目は前もって募り、当日は市の取組もあわせて紹介する。"
    )
    assert entry.effects is not None
    assert entry.effects.split("\n")[1] == "次の年も続けてほしいとの声が多かった。"


def test_spaces_that_were_printed_stay(register: Read) -> None:
    assert register.entries["co_hosting-5"].title == "図書館まつり 絵本の部屋"
    assert register.entries["patronage-city-2"].title == "第12回北日本選抜 少年サッカー大会"


def test_brackets_of_the_title_are_no_department(register: Read) -> None:
    entry = register.entries["cooperation-3"]
    assert (entry.title, entry.departments) == ("「530（ごみゼロ）の日」 (春・秋)", ("環境課",))


@pytest.mark.parametrize(
    ("entry_id", "names", "prose"),
    [
        ("co_hosting-1", ["60町内会"], True),
        ("co_hosting-3", ["花咲市子ども会育成連絡協議会"], False),
        (
            "co_hosting-4",
            [
                "一般社団法人花咲技能士会連合",
                "花咲造園組合",
                "花咲左官業協会",
                "花咲建設業協会",
                "花咲畳工業組合",
            ],
            False,
        ),
        ("committee-1", ["はなさきコミュニティ放送準備会"], False),
        ("committee-3", ["地区対抗運動会実行委員会", "花咲市スポーツ協会"], True),
        (
            "cooperation-1",
            [
                "みんなの職場を考えるネットワーク花咲",
                "花咲商工会議所",
                "(一社)花咲市中小企業家の会花咲支部",
                "(一社)花咲青年会議所",
            ],
            False,
        ),
        ("cooperation-2", ["市民通訳ボランティア登録者"], True),
        ("cooperation-3", ["町内会", "自治会", "事業所", "学校", "老人クラブ"], True),
        ("cooperation-4", ["株式会社花咲製作", "みなと発電株式会社"], False),
        ("patronage-city-2", ["北日本サッカー連盟", "花咲サッカー協会"], False),
        ("patronage-city-5", ["社会福祉法人花咲市社会福祉協議会 ボランティアセンター"], False),
    ],
)
def test_organisations(register: Read, entry_id: str, names: list[str], prose: bool) -> None:
    entry = register.entries[entry_id]
    assert [mention.name for mention in entry.organisations] == names
    assert [mention.position for mention in entry.organisations] == list(range(1, len(names) + 1))
    assert entry.organisations_are_prose is prose


def test_patronages(register: Read) -> None:
    entry = register.entries["patronage-board_of_education-4"]
    assert (entry.form, entry.name_holder) == (CollaborationForm.PATRONAGE, NameHolder.BOARD_OF_EDUCATION)
    assert (entry.title, entry.departments) == ("星空観察会", ("科学館",))
    assert [(m.name, m.role) for m in entry.organisations] == [
        ("花咲星空クラブ 会長 星野 空", OrganisationRole.ORGANISER)
    ]
    assert (entry.recurrence, entry.purpose, entry.occurrences, entry.dates_printed) == (None, None, (), None)


def test_a_total_beside_the_dates_is_the_rows(register: Read) -> None:
    entry = register.entries["cooperation-5"]
    assert (entry.participants, entry.participants_printed) == (66, "(延べ 66人)")
    assert [(o.participants, o.cancelled) for o in entry.occurrences] == [
        (16, False),
        (None, True),
        (23, False),
        (27, False),
    ]
