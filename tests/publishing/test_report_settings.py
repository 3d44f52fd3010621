"""What a city sets for its reports: the newest counts, nothing is overwritten, and every report is made with it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from mitodoke.departments.models import Municipality
from mitodoke.departments.services import register_municipality
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.reports.settings import FontChoice, ReportSettings
from mitodoke.publishing.report_settings import (
    LONGEST_TEXT,
    Look,
    Texts,
    look_history,
    look_of,
    save_look,
    save_texts,
    settings_for,
    settings_of,
    texts_history,
    texts_of,
    texts_year,
)
from mitodoke.publishing.report_settings_models import CityLogo, ReportLook
from outputs.reports.editions import pledges_edition
from outputs.reports.pictures import LOGO_PNG

pytestmark = pytest.mark.django_db
PLEDGES = DocumentKind.MAYORAL_PLEDGES
LOOK = Look(
    city_name="試験市",
    primary="#7a1f3d",
    tint="#ffffff",
    font=FontChoice.NOTO,
    logo_png=LOGO_PNG,
    logo_words="章",
)


@pytest.fixture
def city() -> Municipality:
    return register_municipality(code="999997", name="花咲市", by="試験")


@pytest.fixture
def by() -> User:
    return User.objects.create_user("kikaku", last_name="企画")


def test_nothing_set_gives_the_defaults(city: Municipality) -> None:
    assert settings_for("999997", PLEDGES, 2025) == ReportSettings()
    assert settings_for("", PLEDGES, None) == ReportSettings()


def test_what_is_saved_is_what_reports_are_made_with(city: Municipality, by: User) -> None:
    texts = Texts(publisher="課", cover_title="題", introduction="一\n二", method="三")
    assert save_look(municipality=city, look=LOOK, by=by)
    assert save_texts(municipality=city, kind=PLEDGES, fiscal_year=2025, texts=texts, by=by)
    wanted = ReportSettings(
        city_name="試験市", publisher="課", cover_title="題", introduction="一\n二", method="三", primary="#7a1f3d",
        tint="#ffffff", logo_png=LOGO_PNG, logo_words="章", font=FontChoice.NOTO,
    )  # fmt: skip
    assert settings_for("999997", PLEDGES, 2025) == wanted
    assert settings_of(pledges_edition()) == wanted
    assert settings_for("012131", PLEDGES, 2025) == ReportSettings()
    assert settings_for("999997", DocumentKind.COMPREHENSIVE_STRATEGY, 2025).introduction is None


def test_every_save_is_kept_and_the_newest_counts(city: Municipality, by: User) -> None:
    at = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)
    assert save_look(municipality=city, look=LOOK, by=by, clock=lambda: at)
    assert not save_look(municipality=city, look=LOOK, by=by)
    assert save_look(municipality=city, look=Look(), by=by)
    assert save_look(municipality=city, look=LOOK, by=by)
    assert look_of("999997") == LOOK
    told = look_history("999997")
    assert [one.by for one in told] == ["企画"] * 3
    assert told[-1].at == at
    assert CityLogo.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "expected", "year"),
    [(2023, None, None), (2024, "先", 2024), (2025, "後", 2025), (2031, "後", 2025), (None, None, None)],
)
def test_texts_count_from_their_year_on(
    city: Municipality, by: User, asked: int | None, expected: str | None, year: int | None
) -> None:
    for of, text in ((2025, "後"), (2024, "先の先"), (2024, "先")):
        save_texts(municipality=city, kind=PLEDGES, fiscal_year=of, texts=Texts(introduction=text), by=by)
    assert texts_of("999997", PLEDGES, asked).introduction == expected
    assert texts_year("999997", PLEDGES, asked) == year
    assert len(texts_history("999997", PLEDGES, 2024)) == 2


def test_texts_of_a_document_without_a_year_are_its_own(city: Municipality, by: User) -> None:
    save_texts(municipality=city, kind=PLEDGES, fiscal_year=None, texts=Texts(introduction="無"), by=by)
    assert texts_of("999997", PLEDGES, None).introduction == "無"
    assert texts_of("999997", PLEDGES, 2025).introduction is None


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (Look(primary="#ffff00"), "コントラスト比"),
        (Look(tint="#000000"), "コントラスト比"),
        (Look(primary="red"), "6桁"),
        (Look(primary=""), "6桁"),
        (Look(city_name="市" * 201), "200文字以内"),
    ],
)
def test_a_look_that_no_report_can_be_made_with_is_refused(
    city: Municipality, by: User, look: Look, told: str
) -> None:
    with pytest.raises(ActionDenied, match=told):
        save_look(municipality=city, look=look, by=by)
    assert not ReportLook.objects.exists()


def test_what_no_eye_sees_is_nothing_and_what_is_too_long_is_refused(city: Municipality, by: User) -> None:
    empty = Texts(publisher=" 　\n", cover_title="\0", introduction="\n \n", method="")
    assert not save_texts(municipality=city, kind=PLEDGES, fiscal_year=2025, texts=empty, by=by)
    with pytest.raises(ActionDenied, match="20,000文字以内"):
        save_texts(
            municipality=city,
            kind=PLEDGES,
            fiscal_year=2025,
            texts=Texts(method="あ" * (LONGEST_TEXT + 1)),
            by=by,
        )


@pytest.mark.parametrize("table", ["reportlook", "reporttexts", "citylogo"])
def test_the_database_keeps_what_was_saved(city: Municipality, by: User, table: str) -> None:
    save_look(municipality=city, look=LOOK, by=by)
    save_texts(municipality=city, kind=PLEDGES, fiscal_year=2025, texts=Texts(method="三"), by=by)
    name = f"publishing_{table}"
    for statement in (
        f"UPDATE {name} SET municipality_id = municipality_id",
        f"DELETE FROM {name}",
        f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}",
    ):
        with pytest.raises(IntegrityError, match="変更も削除もできません"), transaction.atomic():
            connection.cursor().execute(statement)
