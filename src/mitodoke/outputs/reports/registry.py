"""The one table of reports; a new report adds its module and its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.blocks import Report
from mitodoke.outputs.reports.department_sheets import department_sheets
from mitodoke.outputs.reports.own_plan import own_plan_report
from mitodoke.outputs.reports.pledges import pledges_report
from mitodoke.outputs.reports.register import register_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.strategy import strategy_report
from mitodoke.outputs.reports.summary_page import summary_page

_EVERY_KIND = frozenset(DocumentKind)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be made of one edition: its name, its label, which documents have it, how it is built."""

    name: str
    label: str
    of: frozenset[DocumentKind]
    build: Callable[[Edition, ReportSettings], Report]


REPORTS: tuple[ReportKind, ...] = (
    ReportKind("pledges", "市長公約の取組状況", frozenset({DocumentKind.MAYORAL_PLEDGES}), pledges_report),
    ReportKind("strategy", "総合戦略", frozenset({DocumentKind.COMPREHENSIVE_STRATEGY}), strategy_report),
    ReportKind("plan", "総合計画", frozenset({DocumentKind.COMPREHENSIVE_PLAN}), own_plan_report),
    ReportKind(
        "register", "協働事業実施状況", frozenset({DocumentKind.COLLABORATION_REGISTER}), register_report
    ),
    ReportKind("summary", "議会向け概要（1枚）", _EVERY_KIND, summary_page),
    ReportKind("departments", "担当部署別一覧", _EVERY_KIND, department_sheets),
)
"""Every report of one edition, the main one first; 正誤表 compares two editions and stands in `errata`."""

_BY_NAME = {report.name: report for report in REPORTS}


class UnknownReportError(ValueError):
    """A report that does not exist or is not for this document; its text is one Japanese sentence."""


def reports_of(edition: Edition) -> tuple[ReportKind, ...]:
    """The reports that can be made of `edition`, its main report first."""
    return tuple(report for report in REPORTS if edition.content.document.kind in report.of)


def build_report(edition: Edition, name: str, settings: ReportSettings) -> Report:
    """The report `name` of `edition`; UnknownReportError names those that it has."""
    report = _BY_NAME.get(name)
    kind = edition.content.document.kind
    if report is None or kind not in report.of:
        known = "、".join(one.name for one in reports_of(edition))
        raise UnknownReportError(f"{kind.label}の版に報告書「{name}」はありません。作れるのは {known} です。")
    return report.build(edition, settings)
