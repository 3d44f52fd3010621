"""Collaboration registers of 花咲市, a city that does not exist, made by hand: one of every sort of row."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.domain.figure import Figure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import line_place
from publishing.edition_parts import document


def occurrence(position: int, start: str | None, **other: object) -> Occurrence:
    """One date of an entry."""
    base = Occurrence(
        position=position,
        label=None,
        start=start,
        end=None,
        date_printed=None,
        participants=None,
        approximate=False,
        cumulative=False,
        cancelled=False,
        note=None,
        place=line_place(60 + position),
    )
    return replace(base, **other)


def entry(number: int, form: CollaborationForm, title: str, **other: object) -> CollaborationEntry:
    """One row of a register."""
    base = CollaborationEntry(
        entry_id=f"{form}-{number}",
        fiscal_year=2024,
        form=form,
        name_holder=None,
        number=str(number),
        title=title,
        departments=("市民協働課",),
        recurrence=Recurrence.ANNUAL,
        recurrence_printed="例年実施（平成16年頃から）",
        since_year=2004,
        purpose="まちの花を\nみんなで育てる。",
        organisations_printed="花の会",
        effects=None,
        organisations=(
            OrganisationMention(position=1, name="花の会", role=OrganisationRole.PARTNER, place="L50"),
        ),
        organisations_are_prose=False,
        participants_printed=None,
        participants=None,
        occurrences=(),
        dates_printed=None,
        place=line_place(50 + number, 52 + number),
    )
    return replace(base, **other)


def register_edition(year: int = 2024, version: int = 1, extra: int = 0) -> Edition:
    """A register with every sort of row, and `extra` plain patronages to make it long."""
    co_hosting, patronage = CollaborationForm.CO_HOSTING, CollaborationForm.PATRONAGE
    entries = (
        entry(
            1,
            co_hosting,
            "花いっぱい運動",
            participants=171,
            participants_printed="171",
            effects="「また来たい」という声が多くありました。",
            occurrences=(
                occurrence(1, f"{year}-05-11"),
                occurrence(2, f"{year}-08-28", end=f"{year}-09-01"),
                occurrence(3, f"{year}-10-05"),
                occurrence(4, f"{year + 1}-01-11"),
            ),
        ),
        entry(
            2,
            co_hosting,
            "夏のつどい",
            departments=("市民協働課", "観光課"),
            occurrences=(
                occurrence(1, f"{year}-07-20", participants=120, approximate=True, label="前夜祭"),
                occurrence(2, f"{year}-07-21", cancelled=True, note="荒天のため"),
                occurrence(3, f"{year}-07", date_printed="7月の毎週木曜日", participants=99, cumulative=True),
            ),
        ),
        entry(
            3,
            CollaborationForm.COMMITTEE,
            "花咲まつり実行委員会",
            recurrence=None,
            recurrence_printed=None,
            since_year=None,
            organisations=(),
            organisations_are_prose=True,
            organisations_printed="市内の団体のほか、\n有志が加わっています。",
            purpose=None,
        ),
        entry(
            1,
            patronage,
            "第5回花咲駅伝",
            entry_id="patronage-city-1",
            name_holder=NameHolder.CITY,
            organisations=(
                OrganisationMention(
                    position=1, name="花咲陸上協会", role=OrganisationRole.ORGANISER, place="L90"
                ),
            ),
            organisations_printed="花咲陸上協会",
        ),
        *(
            entry(
                n,
                patronage,
                f"後援行事その{n}",
                entry_id=f"patronage-board_of_education-{n}",
                name_holder=NameHolder.BOARD_OF_EDUCATION,
            )
            for n in range(1, extra + 1)
        ),
    )
    entries = tuple(replace(one, fiscal_year=year) for one in entries)
    figures = (
        Figure(
            subject="co_hosting",
            figure="count.entries",
            printed="2件",
            calculated_exact="2",
            calculated="2",
            rule="count",
            agrees=True,
            place="L10",
        ),
        Figure(
            subject="committee",
            figure="count.entries",
            printed="3件",
            calculated_exact="1",
            calculated="1",
            rule="count",
            agrees=False,
            place="L40",
        ),
    )
    findings = (
        Finding(
            check="reversed_date_range",
            severity=Severity.ERROR,
            subject="co_hosting-1",
            field="end",
            place="L62",
            printed="8月28日～9月1日",
            expected="",
            message="期間の終わりが始まりより前です。",
        ),
    )
    content = DocumentContent(
        document=document(
            DocumentKind.COLLABORATION_REGISTER, year, f"協働事業実施状況（令和{year - 2018}年度）"
        ),
        entries=entries,
    )
    return Edition(
        content=content,
        audit=Audit(figures=figures, findings=findings),
        version=version,
        published_on=f"{year + 1}-07-0{version}",
        fictional=True,
    )
