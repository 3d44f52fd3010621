"""Cells of a register in our report: organisations and dates that stood apart stand apart, and no number is lost."""

from __future__ import annotations

import pytest

from mitodoke.domain.collaboration import CollaborationForm, OrganisationMention, OrganisationRole
from mitodoke.outputs.reports.entry_words import dates_and_participants, organisations_words
from outputs.reports.editions import entry, occurrence


def mentions(*names: str) -> tuple[OrganisationMention, ...]:
    return tuple(
        OrganisationMention(position=position, name=name, role=OrganisationRole.PARTNER, place="L1")
        for position, name in enumerate(names, start=1)
    )


@pytest.mark.parametrize(
    ("printed", "names", "prose", "expected"),
    [
        ("花咲交通会議\nみなとバス株式会社", ("花咲交通会議", "みなとバス株式会社"), False, "花咲交通会議\nみなとバス株式会社"),
        ("花咲市まちづくり推\n進協議会\n花の会", ("花咲市まちづくり推進協議会", "花の会"), False, "花咲市まちづくり推進協議会\n花の会"),
        ("・植木：花咲造園組合\n・畳：花咲畳組合", ("花咲造園組合", "花咲畳組合"), True, "・植木：花咲造園組合\n・畳：花咲畳組合"),
        ("花の会、緑の会", ("花の会", "緑の会"), False, "花の会、緑の会"),
        ("市内の町内会などが\n参加している。", (), True, "市内の町内会などが参加している。"),
        (None, ("花の会", "緑の会"), False, "花の会、緑の会"),
        ("\n \n", (), False, ""),
    ],
)  # fmt: skip
def test_organisations_stand_as_they_stood(
    printed: str | None, names: tuple[str, ...], prose: bool, expected: str
) -> None:
    one = entry(
        "x",
        CollaborationForm.CO_HOSTING,
        organisations_printed=printed,
        organisations=mentions(*names),
        organisations_are_prose=prose,
    )
    assert organisations_words(one) == expected


@pytest.mark.parametrize(
    ("printed", "dates", "total", "expected"),
    [
        ("5月11日（48人） 6月1日（3人）", (("5月11日", 48), ("6月1日", 3)), None, "5月11日（48人）\n6月1日（3人）"),
        ("5月11日（48人）", (("5月11日", 48),), 48, "5月11日（48人）\n参加人数　48人"),
        ("5月11日（48人）、計48人", (("5月11日", 48),), 48, "5月11日（48人）、計48人"),
        ("11月11日", (("11月11日", None),), 11, "11月11日\n参加人数　11人"),
        ("11月5日、6日", (("11月5日", None), ("6日", None)), None, "11月5日、6日"),
        ("5月1日（2人）", (("5月1日", 2), ("5月2日", 9)), None, "5月1日（2人）\n5月2日（9人）"),
    ],
)  # fmt: skip
def test_dates_stand_as_printed(
    printed: str, dates: tuple[tuple[str, int | None], ...], total: int | None, expected: str
) -> None:
    one = entry(
        "x",
        CollaborationForm.CO_HOSTING,
        dates_printed=printed,
        occurrences=tuple(
            occurrence(position, date_printed=date, participants=persons)
            for position, (date, persons) in enumerate(dates, start=1)
        ),
        participants=total,
        participants_printed=None if total is None else str(total),
    )
    assert dates_and_participants(one) == expected


def test_a_label_stays_with_its_date() -> None:
    one = entry(
        "x",
        CollaborationForm.CO_HOSTING,
        dates_printed="左官 5月1日（2人） 畳 5月2日（3人）",
        occurrences=(
            occurrence(1, label="左官", date_printed="5月1日", participants=2),
            occurrence(2, label="畳", date_printed="5月2日", participants=3),
        ),
    )
    assert dates_and_participants(one) == "左官 5月1日（2人）\n畳 5月2日（3人）"


def test_what_the_title_tells_is_not_told_again() -> None:
    said = {"dates_printed": "5月1日", "occurrences": (occurrence(1, date_printed="5月1日", cancelled=True),)}
    assert dates_and_participants(entry("x", CollaborationForm.CO_HOSTING, title="講習会（中止）", **said)) == "5月1日"  # fmt: skip
    assert dates_and_participants(entry("x", CollaborationForm.CO_HOSTING, title="講習会", **said)) == "5月1日（中止）"  # fmt: skip
