"""Looks for targets below the baseline of indicators where more is better."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.indicator_words import may_be_better_lower
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import DesiredChange, ValueRole


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        baseline, target = indicator.value(ValueRole.BASELINE), indicator.value(ValueRole.TARGET)
        if baseline is None or target is None:
            continue
        start, goal = baseline.quantity, target.quantity
        if start.value is None or goal.value is None or goal.value >= start.value or goal.value <= 0:
            continue
        if (start.unit or goal.unit) != (goal.unit or start.unit):
            continue
        if indicator.desired_change is DesiredChange.DECREASE or may_be_better_lower(indicator.name):
            continue
        yield Doubt(
            subject=indicator.indicator_id,
            field="target",
            place=target.place,
            printed=f"{start.printed} → {goal.printed}",
            message=f"「{indicator.name}」の目標値（{goal.printed}）が基準値（{start.printed}）より低くなっています。"
            "減らす指標でなければ、基準値との差で進捗率を計算すると、目標に届かなくても100％を超えます。"
            "目標を下げた理由と、判定の方法を確かめてください。",
        )


CHECK = Check(
    name="target_below_baseline",
    label="基準値より低い目標値",
    explanation="多いほど良いと読める指標で、目標値が基準値より低いものを挙げます。見直しで目標を下げた場合に多く、"
    "誤りとは限りませんが、差の式による進捗率が意味を失います。待機児童数や事故件数のように少ないほど良い指標と、"
    "目標が0の指標は挙げません。",
    severity=Severity.WARNING,
    look=_look,
)
