"""Words and addresses of the pages of plans."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.urls import reverse

from mitodoke.domain.fiscal_year import FiscalYear, format_date, format_year
from mitodoke.domain.plan_content import PlanContent, PlannedItem, PlannedValue
from mitodoke.domain.plan_difference import PlanDifference
from mitodoke.domain.plan_history import PlanAct
from mitodoke.plans.models import PlanLedger, PlanRevision

_PAGES = (
    "plan",
    "plan_history",
    "plan_revisions",
    "plan_revision_new",
    "plan_revision_act",
    "plan_levels",
    "plan_bulk",
    "plan_issue",
    "plan_fields",
    "plan_field_new",
    "plan_item_new",
    "plan_rules",
    "plan_combining",
    "plan_calculation",
    "plan_roll_up",
    "plan_judgement",
)
_PLACEHOLDER = "ITEM"


def plan_addresses(ledger_id: int) -> dict[str, str]:
    """The addresses of everything that belongs to a plan as a whole."""
    return {name: reverse(f"desk:{name}", kwargs={"ledger_id": ledger_id}) for name in _PAGES}


def item_address(ledger_id: int, name: str = "plan_item") -> Callable[[str], str]:
    """The address of an item by its id; resolved once, since a plan has hundreds, and safe for any id."""
    parts = {"ledger_id": ledger_id, "item_id": _PLACEHOLDER}
    before, _, after = reverse(f"desk:{name}", kwargs=parts).rpartition(_PLACEHOLDER)
    return lambda item_id: f"{before}{quote(item_id, safe='')}{after}"


def indicator_addresses(ledger_id: int, item_id: str) -> Callable[[str], str]:
    """The address of each indicator of an item by its id."""
    before = item_address(ledger_id, "plan_indicator_new")(item_id).removesuffix("new/")
    return lambda indicator_id: f"{before}{quote(indicator_id, safe='')}/"


def revision_address(revision: PlanRevision) -> str:
    """Where the comparison of a revision is shown."""
    parts = {"ledger_id": revision.ledger_id, "revision_number": revision.number}
    return reverse("desk:plan_revision", kwargs=parts)


def kind_label(ledger: PlanLedger) -> str:
    """What kind of plan it is."""
    return ledger.get_document_kind_display() if ledger.document_kind else "独自の階層の計画"


def level_chain(content: PlanContent) -> str:
    """The levels from the top down: ``政策 ＞ 施策 ＞ 事務事業``."""
    return " ＞ ".join(level.name for level in content.structure.levels)


def shown_year(value: PlannedValue | None) -> str:
    """The year of a baseline or target as a person types it, empty where none is told."""
    if value is None or value.fiscal_year is None:
        return ""
    return format_year(value.fiscal_year) if value.calendar_year else FiscalYear(value.fiscal_year).label


def revision_state(revision: PlanRevision) -> str:
    """How far a revision is, with who and when."""
    if revision.closed_at is None:
        return "作業中"
    if revision.result_id is None:
        return f"取りやめ（{revision.closing_reason}）"
    return f"決定（{revision.decider}、{format_date(revision.decided_on)}）"


def difference_words(one: PlanDifference) -> str:
    """A difference between two states as one sentence."""
    before, after = (_quoted(text) for text in (one.before, one.after))
    told = {
        PlanAct.ADD: "加わりました",
        PlanAct.REMOVE: "なくなりました",
        PlanAct.CHANGE: f"「{one.field}」が{before}から{after}に変わりました",
        PlanAct.MOVE: f"{before}から{after}に移りました",
        PlanAct.REORDER: "の下の並び順が変わりました",
        PlanAct.END: f"終了になりました（理由：{one.reason}）",
        PlanAct.RESUME: "終了が取り消されました",
    }[one.act]
    return (
        f"「{one.subject}」の下の並び順が変わりました。"
        if one.act is PlanAct.REORDER
        else (f"「{one.subject}」{'の' if one.act is PlanAct.CHANGE else 'が'}{told}。")
    )


def _quoted(text: str | None) -> str:
    return "（なし）" if text is None else f"「{text}」"


def item_path(content: PlanContent, item: PlannedItem) -> tuple[PlannedItem, ...]:
    """The items above `item`, from the top down, without itself."""
    known = {one.item_id: one for one in content.items}
    found: list[PlannedItem] = []
    parent = item.parent_id
    while parent is not None and parent in known:
        found.append(known[parent])
        parent = known[parent].parent_id
    return tuple(reversed(found))
