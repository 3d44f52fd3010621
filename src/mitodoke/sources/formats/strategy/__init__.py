"""The chapter of a comprehensive strategy (総合戦略): goals, directions, measures, projects and their indicators."""

from __future__ import annotations

from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.strategy.parse import parse_strategy
from mitodoke.sources.formats.strategy.recognise import recognise_strategy

STRATEGY = Layout(
    name="strategy",
    looked_for="総合戦略の章（基本目標、施策①、施策概要、重要業績評価指標（KPI）の表）",
    recognise=recognise_strategy,
    parse=parse_strategy,
)
"""The layout for the registry."""
