"""The yearly review in words, for the page and for the table that is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from mitodoke.departments.models import Municipality
from mitodoke.desk.accounts.review import HeldRole, Reviewed, waiting_for_review
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.role import Right

COLUMNS = (
    "氏名", "利用者名", "役割", "最後のサインイン", "二段階認証", "利用", "今年度の確認", "確認した人", "確認した日",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """People of a city who were not looked at in this fiscal year, for whoever manages its accounts."""

    place: str
    year: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One person of the page."""

    number: int
    username: str
    name: str
    active: bool
    roles: tuple[str, ...]
    last_sign_in: str
    second_factor: str
    reviewed: str | None


def review_reminders(visit: Visit) -> tuple[Reminder, ...]:
    """One for each city whose accounts this person manages and has not reviewed; none for others."""
    cities = Municipality.objects.in_bulk(visit.cities_with(Right.MANAGE_PEOPLE))
    found = [(city, waiting_for_review(city.code, visit.today)) for city in cities.values()]
    return tuple(
        Reminder(
            place=city.name,
            year=FiscalYear.of(visit.today).label,
            count=count,
            address=reverse("desk:people_review", kwargs={"code": city.code}),
        )
        for city, count in found
        if count
    )


def review_lines(people: Iterable[Reviewed]) -> tuple[ReviewLine, ...]:
    """The people in the order given."""
    return tuple(
        ReviewLine(
            number=one.number,
            username=one.username,
            name=one.name,
            active=one.active,
            roles=tuple(_role(role) for role in one.roles),
            last_sign_in=_last(one),
            second_factor="あり" if one.has_second_factor else "なし",
            reviewed=_reviewed(one),
        )
        for one in people
    )


def review_table(people: Iterable[Reviewed]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Header and rows for CSV; what is not known is empty."""
    rows: list[tuple[str, ...]] = [
        (
            one.name,
            one.username,
            "、".join(_role(role) for role in one.roles),
            ""
            if one.last_sign_in is None
            else timezone.localtime(one.last_sign_in).isoformat(" ", "minutes"),
            "あり" if one.has_second_factor else "なし",
            "利用中" if one.active else "停止",
            "" if one.outcome is None else one.outcome.label,
            one.reviewed_by or "",
            "" if one.reviewed_at is None else timezone.localdate(one.reviewed_at).isoformat(),
        )
        for one in people
    ]
    return COLUMNS, rows


def _reviewed(one: Reviewed) -> str | None:
    if one.outcome is None or one.reviewed_at is None:
        return None if one.is_due else "今年度に登録"
    return f"{one.outcome.label}（{format_date(timezone.localdate(one.reviewed_at))} {one.reviewed_by}）"


def _last(one: Reviewed) -> str:
    if one.last_sign_in is not None:
        return show_moment(one.last_sign_in)
    return "まだありません" if one.has_password else "まだありません（パスワード未設定）"


def _role(role: HeldRole) -> str:
    until = f"～{format_date(role.until)}" if role.until else "～"
    return f"{role.place} {role.label}（{format_date(role.since)}{until}）"
