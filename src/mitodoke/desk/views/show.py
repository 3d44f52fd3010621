"""The frame of the desk's pages: who is signed in, where to go, and what just happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse

from mitodoke.departments.models import Municipality
from mitodoke.desk.presentation.document_names import document_name
from mitodoke.desk.presentation.words import DOCUMENTS, show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the navigation."""

    label: str
    address: str
    current: bool = False


def show(
    request: HttpRequest,
    visit: Visit | None,
    template: str,
    *,
    title: str,
    section: str = "",
    trail: tuple[Entry, ...] = (),
    denied: str | None = None,
    status: int = 200,
    **content: Any,
) -> HttpResponse:
    """Render `template` in the frame; `denied` is a refusal, told at the top in the words of the service."""
    told = list(messages.get_messages(request))
    frame = {
        "title": title,
        "visit": visit,
        "section": section,
        "trail": trail,
        "navigation": () if visit is None else navigation(visit, section),
        "notices": [one.message for one in told if one.level_tag != "error"],
        "alerts": [one.message for one in told if one.level_tag == "error"] + ([denied] if denied else []),
        "site_root": get_script_prefix(),
        "document_name": document_name,
        "url": _url,
        "link_until": show_moment(visit.link.expires_at)
        if visit is not None and visit.link is not None
        else None,
    }
    return render(request, f"desk/{template}", frame | content, status=status)


def navigation(visit: Visit, section: str) -> tuple[Entry, ...]:
    """The entries that this person can open."""
    if visit.link is not None:
        parts = {"round_id": visit.link.round_id}
        address = reverse("desk:round_answers", kwargs=parts)
        return (Entry(label="依頼された回答", address=address, current=section == "rounds"),)
    entries = [("home", "自分の仕事", reverse("desk:home"))]
    if visit.has(Right.APPROVE_ANSWERS) or visit.has(Right.CHECK_ANSWERS):
        entries.append(("approvals", "承認・確認", reverse("desk:approvals")))
    for right, name, label, address in _CITY_PAGES:
        codes = visit.cities_with(right, somewhere=address in _FOR_DEPARTMENTS)
        names = _city_names(codes) if len(codes) > 1 else {}
        entries += [
            (
                f"{name}-{code}",
                f"{label}（{names[code]}）" if names else label,
                reverse(f"desk:{address}", kwargs={"code": code}),
            )
            for code in codes
        ]
    # Two rights may open the same page.
    entries = list(dict.fromkeys(entries))
    here = {section, f"{section}-{visit.municipality.code}" if visit.municipality else section}
    return tuple(
        Entry(label=label, address=address, current=name in here) for name, label, address in entries
    )


_CITY_PAGES = (
    (Right.READ_ANSWERS, "rounds", "調査", "rounds"),
    (Right.EDIT_PLANS, "plans", "計画", "plans"),
    (Right.READ_HISTORY, "plans", "計画", "plans"),
    (Right.EDIT_PLANS, "imports", "取り込み", "imports"),
    (Right.PUBLISH, "documents", DOCUMENTS, "documents"),
    (Right.READ_ANSWERS, "reports", "報告書", "city_reports"),
    (Right.MANAGE_SETTINGS, "report_look", "報告書の体裁", "report_look"),
    (Right.READ_SHARED_DRAFTS, "evaluation", "外部評価", "evaluation"),
    (Right.EDIT_PLANS, "departments", "部署", "departments"),
    (Right.MANAGE_DEPARTMENTS, "departments", "部署", "departments"),
    (Right.MANAGE_PEOPLE, "people", "職員と役割", "people"),
)

_FOR_DEPARTMENTS = frozenset({"plans"})
"""Pages of the city that people of a department open as well."""


def _city_names(codes: tuple[str, ...]) -> dict[str, str]:
    return dict(Municipality.objects.filter(code__in=codes).values_list("code", "name"))


def _url(name: str, **parts: object) -> str:
    """An address by its name, for templates."""
    return reverse(name, kwargs=parts)
