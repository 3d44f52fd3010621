"""Writes about municipalities and departments."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache

from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.models import Department, DepartmentSuccession, Municipality, SuccessionExtent
from mitodoke.departments.queries import exists_on
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.municipality import is_municipality_code
from mitodoke.sources.find_municipality import municipality_codes


@cache
def _national_names() -> dict[str, str]:
    return {code: name for name, codes in municipality_codes().items() for code in codes}


def register_municipality(
    *, code: str, name: str | None, by: str, clock: Clock = timezone.now
) -> Municipality:
    """The municipality with `code`, recorded now if it was not yet.

    Its name is the one of the national list; `name` counts for codes that the list does not have (an
    association of municipalities, a fictional city), and only when the municipality is first recorded.
    """
    known = Municipality.objects.filter(code=code).first()
    if known is not None:
        return known
    if not is_municipality_code(code):
        raise ActionDenied(
            f"{code} は全国地方公共団体コードではありません。検査数字を含む6桁で指定してください。"
        )
    full_name = _national_names().get(code) or name
    if not full_name:
        raise ActionDenied(f"コード {code} の自治体名が分かりません。自治体名を指定してください。")
    return Municipality.objects.create(code=code, name=full_name, recorded_by=by, recorded_at=clock())


@transaction.atomic
def register_departments(
    *,
    municipality: Municipality,
    names: Iterable[str],
    valid_from: datetime.date | None = None,
    by: str,
    clock: Clock = timezone.now,
) -> list[Department]:
    """Record departments of these exact names; those that last already stay as they are. In the order of `names`."""
    wanted = list(dict.fromkeys(names))
    lasting = municipality.departments.filter(valid_to__isnull=True)
    known = {department.name for department in lasting}
    at = clock()
    Department.objects.bulk_create(
        Department(
            municipality=municipality, name=name, valid_from=valid_from, recorded_by=by, recorded_at=at
        )
        for name in wanted
        if name not in known
    )
    found = {department.name: department for department in lasting.all()}
    return [found[name] for name in wanted]


@transaction.atomic
def record_succession(
    *,
    predecessor: Department,
    successor: Department,
    on: datetime.date,
    extent: SuccessionExtent,
    by: str,
    clock: Clock = timezone.now,
) -> DepartmentSuccession:
    """Record that from the day `on` the work of `predecessor` is done by `successor`.

    When the whole work moves, the predecessor ends the day before. Denied between municipalities, and when
    either department does not exist on the day it would have to.
    """
    if predecessor.municipality_id != successor.municipality_id:
        raise ActionDenied("別の自治体の部署へは引き継げません。同じ自治体の部署を選んでください。")
    last_day = on - datetime.timedelta(days=1)
    if not exists_on(predecessor, last_day):
        raise ActionDenied(
            f"{predecessor.name}は改編の前日（{format_date(last_day)}）に存在していません。改編日を確かめてください。"
        )
    if not exists_on(successor, on):
        raise ActionDenied(
            f"{successor.name}は改編日（{format_date(on)}）に存在していません。改編日を確かめてください。"
        )
    if extent == SuccessionExtent.WHOLE:
        if predecessor.successions.filter(extent=SuccessionExtent.WHOLE).exists():
            raise ActionDenied(f"{predecessor.name}の業務は、すでに全部が引き継がれています。")
        predecessor.valid_to = last_day
        predecessor.save(update_fields=["valid_to"])
    return DepartmentSuccession.objects.create(
        predecessor=predecessor,
        successor=successor,
        on=on,
        extent=extent,
        recorded_by=by,
        recorded_at=clock(),
    )
