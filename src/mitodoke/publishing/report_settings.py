"""What a city set for its reports: read for every report that is made, saved anew on the desk, never overwritten."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Municipality
from mitodoke.departments.person_name import person_name
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.settings import FontChoice, ReportSettings, ReportSettingsError
from mitodoke.publishing.report_settings_models import CityLogo, ReportLook, ReportTexts

LONGEST_LINE = 200
"""Characters of a name or a title."""
LONGEST_TEXT = 20_000
"""Characters of a text in paragraphs."""

_NOTHING_SET = ReportSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Name, colours, logo and font of all reports of a city; `city_name` None: that of the document."""

    city_name: str | None = None
    primary: str = _NOTHING_SET.primary
    tint: str = _NOTHING_SET.tint
    font: FontChoice = _NOTHING_SET.font
    logo_png: bytes | None = None
    logo_words: str = _NOTHING_SET.logo_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The city's own texts for one kind of document; None: made from the edition."""

    publisher: str | None = None
    cover_title: str | None = None
    introduction: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One save: who made it and when."""

    by: str
    at: datetime.datetime


def settings_of(edition: Edition) -> ReportSettings:
    """The settings for the reports of `edition`: what its city set, for its kind and year; the defaults otherwise."""
    document = edition.content.document
    return settings_for(document.municipality_code or "", document.kind, document.fiscal_year)


def settings_for(code: str, kind: DocumentKind, fiscal_year: int | None) -> ReportSettings:
    """The settings for a document of a city; the defaults where nothing is set."""
    return gathered(look_of(code), texts_of(code, kind, fiscal_year))


def gathered(look: Look, texts: Texts) -> ReportSettings:
    """Both as the settings of a report; ReportSettingsError where no report can be made with them."""
    return ReportSettings(
        city_name=look.city_name,
        publisher=texts.publisher,
        cover_title=texts.cover_title,
        introduction=texts.introduction,
        method=texts.method,
        primary=look.primary,
        tint=look.tint,
        logo_png=look.logo_png,
        logo_words=look.logo_words,
        font=look.font,
    )


def look_of(code: str) -> Look:
    """The look that counts for the city with `code`."""
    row = ReportLook.objects.filter(municipality=code).select_related("logo").order_by("-id").first()
    if row is None:
        return Look()
    return Look(
        city_name=row.city_name,
        primary=row.primary,
        tint=row.tint,
        font=FontChoice(row.font),
        logo_png=bytes(row.logo.png) if row.logo else None,
        logo_words=row.logo_words,
    )


def texts_of(code: str, kind: DocumentKind, fiscal_year: int | None) -> Texts:
    """The texts that count for a document of that kind and year: its own, else those of the nearest earlier year."""
    row = _texts_rows(code, kind, fiscal_year).order_by("-fiscal_year", "-id").first()
    if row is None:
        return Texts()
    return Texts(
        publisher=row.publisher, cover_title=row.cover_title, introduction=row.introduction, method=row.method
    )


def texts_year(code: str, kind: DocumentKind, fiscal_year: int | None) -> int | None:
    """The year that the counting texts were saved for; None where there are none, or where no year is told."""
    row = _texts_rows(code, kind, fiscal_year).order_by("-fiscal_year", "-id").first()
    return row.fiscal_year if row else None


def _texts_rows(code: str, kind: DocumentKind, fiscal_year: int | None) -> QuerySet[ReportTexts]:
    rows = ReportTexts.objects.filter(municipality=code, kind=kind)
    if fiscal_year is None:
        return rows.filter(fiscal_year__isnull=True)
    return rows.filter(fiscal_year__lte=fiscal_year)


def look_history(code: str, limit: int = 20) -> tuple[Saved, ...]:
    """Who saved the look and when, the newest first."""
    rows = ReportLook.objects.filter(municipality=code).order_by("-id").only("by", "at")[:limit]
    return tuple(Saved(by=row.by, at=row.at) for row in rows)


def texts_history(
    code: str, kind: DocumentKind, fiscal_year: int | None, limit: int = 20
) -> tuple[Saved, ...]:
    """Who saved texts for exactly this year and when, the newest first."""
    rows = ReportTexts.objects.filter(municipality=code, kind=kind, fiscal_year=fiscal_year)
    return tuple(Saved(by=row.by, at=row.at) for row in rows.order_by("-id").only("by", "at")[:limit])


def checked_look(look: Look) -> Look:
    """`look` without what no eye sees; ActionDenied where a report could not be made with it."""
    look = replace(
        look,
        city_name=_line(look.city_name, "自治体の名称"),
        logo_words=_line(look.logo_words, "ロゴの説明") or _NOTHING_SET.logo_words,
    )
    try:
        gathered(look, Texts())
    except ReportSettingsError as problem:
        raise ActionDenied(str(problem)) from problem
    return look


def checked_texts(texts: Texts) -> Texts:
    """`texts` with None for what is empty; ActionDenied for what is too long."""
    return Texts(
        publisher=_line(texts.publisher, "発行する部署"),
        cover_title=_line(texts.cover_title, "表紙の題名"),
        introduction=_paragraphs(texts.introduction, "はじめに"),
        method=_paragraphs(texts.method, "数値化の方法・表の見方"),
    )


@transaction.atomic
def save_look(*, municipality: Municipality, look: Look, by: User, clock: Clock = timezone.now) -> bool:
    """Keep `look` as the newest; false where it is what counts already. ActionDenied where no report can be made."""
    look = checked_look(look)
    rows = ReportLook.objects.filter(municipality=municipality)
    if rows.exists() and look == look_of(municipality.code):
        return False
    logo = None
    if look.logo_png is not None:
        logo, _ = CityLogo.objects.get_or_create(
            municipality=municipality,
            sha256=hashlib.sha256(look.logo_png).hexdigest(),
            defaults={"png": look.logo_png},
        )
    ReportLook.objects.create(
        municipality=municipality,
        at=clock(),
        person=by,
        by=person_name(by),
        city_name=look.city_name,
        primary=look.primary,
        tint=look.tint,
        font=look.font.value,
        logo=logo,
        logo_words=look.logo_words,
    )
    return True


@transaction.atomic
def save_texts(
    *,
    municipality: Municipality,
    kind: DocumentKind,
    fiscal_year: int | None,
    texts: Texts,
    by: User,
    clock: Clock = timezone.now,
) -> bool:
    """Keep `texts` from `fiscal_year` on; false where they are what counts already. ActionDenied for what is too long."""
    texts = checked_texts(texts)
    if texts == texts_of(municipality.code, kind, fiscal_year):
        return False
    ReportTexts.objects.create(
        municipality=municipality,
        kind=kind,
        fiscal_year=fiscal_year,
        at=clock(),
        person=by,
        by=person_name(by),
        publisher=texts.publisher,
        cover_title=texts.cover_title,
        introduction=texts.introduction,
        method=texts.method,
    )
    return True


def _line(text: str | None, label: str) -> str | None:
    line = " ".join((text or "").replace("\0", "").split())
    if len(line) > LONGEST_LINE:
        raise ActionDenied(f"{label}は{LONGEST_LINE}文字以内にしてください（いまは{len(line):,}文字です）。")
    return line or None


def _paragraphs(text: str | None, label: str) -> str | None:
    lines = [line.rstrip() for line in (text or "").replace("\0", "").splitlines()]
    whole = "\n".join(lines).strip("\n")
    if len(whole) > LONGEST_TEXT:
        raise ActionDenied(
            f"{label}は{LONGEST_TEXT:,}文字以内にしてください（いまは{len(whole):,}文字です）。"
        )
    return whole if whole.strip() else None
