"""Looks for counted values under a name that says share."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.indicator_words import names_a_share
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_COUNTERS = frozenset(
    [
        "人",
        "名",
        "件",
        "社",
        "回",
        "団体",
        "組",
        "世帯",
        "戸",
        "校",
        "か所",
        "箇所",
        "ヶ所",
        "カ所",
        "施設",
        "台",
        "本",
        "基",
        "冊",
        "枚",
        "店",
        "店舗",
        "事業",
        "事業所",
        "円",
        "千円",
        "万円",
        "百万円",
        "t",
        "トン",
    ]
)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        odd = [v for v in indicator.values if v.quantity.value is not None and v.quantity.unit in _COUNTERS]
        if odd and names_a_share(indicator.name):
            yield Doubt(
                subject=indicator.indicator_id,
                field="unit",
                place=odd[0].place,
                printed="、".join(value.quantity.printed for value in odd),
                expected="%",
                message=f"「{indicator.name}」は割合を表す名前ですが、値の単位は「{odd[0].quantity.unit}」です。"
                "単位か名前の誤りでないか確かめてください。",
            )


CHECK = Check(
    name="number_for_percent",
    label="割合を表す名前なのに数の値",
    explanation="「…率」「…割合」という名前の指標に、人・件・回などで数えた値が入っているものを挙げます。"
    "出生率や死亡率のように、人口当たりの数で示す習わしのものは挙げません。",
    severity=Severity.WARNING,
    look=_look,
)
