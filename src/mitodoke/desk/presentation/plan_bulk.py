"""What a bulk action means for each of the chosen items."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_change import Change, ChangeItem, EndItem, ItemField
from mitodoke.domain.plan_content import PlanContent, PlannedItem


def bulk_changes(
    content: PlanContent,
    chosen: Sequence[str],
    *,
    action: str,
    reason: str,
    former: str,
    department: str,
    allowed: Sequence[str],
) -> tuple[list[Change], str]:
    """The changes for the items of the ids `chosen`, and what is told when they are made; ActionDenied otherwise."""
    picked = set(chosen)
    items = [item for item in content.items if item.item_id in picked]
    if not items:
        raise ActionDenied("変える項目を一つ以上選んでください。")
    if len(items) < len(picked):
        raise ActionDenied("選んだ項目の中に、今の計画にないものがあります。画面を開き直してください。")
    if action == "end":
        return _ending(items, reason)
    if action == "replace":
        return _replacing(items, former, department, allowed)
    if action == "add":
        return _adding(items, department, allowed)
    raise ActionDenied("何をするのか分かりませんでした。ボタンを選び直してください。")


def _ending(items: Sequence[PlannedItem], reason: str) -> tuple[list[Change], str]:
    """End the chosen items; what hangs under a chosen one ends with it and is not ended twice."""
    if not reason.strip():
        raise ActionDenied("「終了の理由」を入力してください。")
    ending: set[str] = set()
    changes: list[Change] = []
    for item in items:
        if item.ended:
            raise ActionDenied(f"「{item.name}」はすでに終了しています。選択を外してください。")
        if item.parent_id not in ending:
            changes.append(EndItem(item_id=item.item_id, reason=reason))
        ending.add(item.item_id)
    return changes, f"{len(items):,}件の項目を、下の項目と一緒に終了にしました。"


def _replacing(
    items: Sequence[PlannedItem], former: str, department: str, allowed: Sequence[str]
) -> tuple[list[Change], str]:
    if not former:
        raise ActionDenied("「今の担当部署」を選んでください。")
    _known(department, allowed)
    changes: list[Change] = [
        _departments(item, [department if name == former else name for name in item.departments])
        for item in items
        if item.departments and former in item.departments
    ]
    if not changes:
        raise ActionDenied(f"選んだ項目の中に、「{former[:60]}」が担当しているものはありません。")
    return changes, f"{len(changes):,}件の項目の担当部署を、{former}から{department}に変えました。"


def _adding(
    items: Sequence[PlannedItem], department: str, allowed: Sequence[str]
) -> tuple[list[Change], str]:
    _known(department, allowed)
    changes: list[Change] = [
        _departments(item, [*(item.departments or ()), department])
        for item in items
        if department not in (item.departments or ())
    ]
    if not changes:
        raise ActionDenied(f"選んだ項目は、すべて{department}が担当しています。")
    return changes, f"{len(changes):,}件の項目の担当部署に、{department}を加えました。"


def _known(department: str, allowed: Sequence[str]) -> None:
    if department not in allowed:
        raise ActionDenied("「担当部署」を、この自治体の部署から選んでください。")


def _departments(item: PlannedItem, names: Sequence[str]) -> ChangeItem:
    return ChangeItem(item_id=item.item_id, field=ItemField.DEPARTMENTS, value=tuple(dict.fromkeys(names)))
