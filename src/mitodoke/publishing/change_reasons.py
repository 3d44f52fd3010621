"""Why a version differs from the public one before it: asked for, checked and stored with the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.outputs.reports.comparison import Correction
from mitodoke.publishing import models

LONGEST = 2000
"""Characters of one reason."""
_TOLD = 5
"""How many records a refusal names one by one."""


def checked_reasons(
    reasons: ChangeReasons | None, changes: Sequence[Correction], *, title: str
) -> ChangeReasons:
    """`reasons` without blank ones; ActionDenied where a changed record, or the version itself, is left without one."""
    names = {one.subject: one.name for one in changes}
    if reasons is None:
        raise ActionDenied(
            f"「{title}」は公表されている版から{_count(changes)}変わります。"
            "変更の種類（訂正か更新か）と、その理由を入力してください。"
        )
    told = replace(
        reasons,
        rest=(reasons.rest or "").strip() or None,
        by_subject=tuple((one, text.strip()) for one, text in reasons.by_subject if text.strip()),
    )
    unknown = [one for one, _ in told.by_subject if one not in names]
    if unknown:
        raise ActionDenied(f"理由を付けた「{unknown[0][:100]}」は、公表されている版から変わっていません。")
    if any(len(text) > LONGEST for text in (told.rest or "", *(text for _, text in told.by_subject))):
        raise ActionDenied(f"理由は{LONGEST:,}文字までで入力してください。")
    untold = told.untold(names)
    if untold:
        listed = "、".join(names[one] for one in untold[:_TOLD])
        more = f"ほか{len(untold) - _TOLD:,}件" if len(untold) > _TOLD else ""
        raise ActionDenied(
            f"変わった記録のうち{len(untold):,}件に理由がありません（{listed}{more}）。"
            "一つずつ入力するか、残りすべての理由を入力してください。"
        )
    if not names and told.rest is None:
        raise ActionDenied("記録の内容は変わっていません。新しい版にする理由を入力してください。")
    return told


def store_reasons(reasons: ChangeReasons, *, edition: models.Edition, before: models.Edition) -> None:
    """Keep the reasons, checked before, with `edition`."""
    models.ChangeStatement.objects.create(
        edition=edition, before=before, kind=reasons.kind, reason=reasons.rest
    )
    models.ChangeReason.objects.bulk_create(
        models.ChangeReason(edition=edition, subject=subject, reason=reason)
        for subject, reason in dict(reasons.by_subject).items()
    )


def _count(changes: Sequence[Correction]) -> str:
    return f"{len(changes):,}か所" if changes else "原文の行か検算の結果が"
