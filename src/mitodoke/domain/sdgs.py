"""The 17 Sustainable Development Goals: number, official short name in Japanese, and in English.

Source: United Nations, 2030 Agenda; Japanese short names by the 国連広報センター (2016).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SdgGoal:
    """One goal, 1 to 17."""

    number: int
    name: str
    name_en: str


SDG_GOALS: tuple[SdgGoal, ...] = (
    SdgGoal(1, "貧困をなくそう", "No Poverty"),
    SdgGoal(2, "飢餓をゼロに", "Zero Hunger"),
    SdgGoal(3, "すべての人に健康と福祉を", "Good Health and Well-being"),
    SdgGoal(4, "質の高い教育をみんなに", "Quality Education"),
    SdgGoal(5, "ジェンダー平等を実現しよう", "Gender Equality"),
    SdgGoal(6, "安全な水とトイレを世界中に", "Clean Water and Sanitation"),
    SdgGoal(7, "エネルギーをみんなに そしてクリーンに", "Affordable and Clean Energy"),
    SdgGoal(8, "働きがいも経済成長も", "Decent Work and Economic Growth"),
    SdgGoal(9, "産業と技術革新の基盤をつくろう", "Industry, Innovation and Infrastructure"),
    SdgGoal(10, "人や国の不平等をなくそう", "Reduced Inequalities"),
    SdgGoal(11, "住み続けられるまちづくりを", "Sustainable Cities and Communities"),
    SdgGoal(12, "つくる責任 つかう責任", "Responsible Consumption and Production"),
    SdgGoal(13, "気候変動に具体的な対策を", "Climate Action"),
    SdgGoal(14, "海の豊かさを守ろう", "Life Below Water"),
    SdgGoal(15, "陸の豊かさも守ろう", "Life on Land"),
    SdgGoal(16, "平和と公正をすべての人に", "Peace, Justice and Strong Institutions"),
    SdgGoal(17, "パートナーシップで目標を達成しよう", "Partnerships for the Goals"),
)

_BY_NUMBER = {goal.number: goal for goal in SDG_GOALS}


def sdg_goal(number: int) -> SdgGoal | None:
    """The goal of that number; None for a number that is no goal's."""
    return _BY_NUMBER.get(number)
