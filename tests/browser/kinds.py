"""One address for every kind of page of the public site; a test compares the list with the map of the site."""

from __future__ import annotations

HOME = "/999997/"
PAGES = {
    "city": "",
    "pledges": "pledges/fy2025/v2/",
    "pledges_corrected": "pledges/fy2025/v1/",
    "pledges_table": "pledges/fy2025/v2/table/",
    "vision": "pledges/fy2025/v2/01/",
    "pledge": "pledges/fy2024/v1/01-1/",
    "measure": "pledges/fy2025/v2/02-1-1/",
    "strategy": "strategy/fy2021/v1/",
    "strategy_revision": "strategy/fy2021/v1/revision/",
    "strategy_kpis": "strategy/fy2021/v1/kpi/",
    "strategy_kpis_chosen": "strategy/fy2021/v1/kpi/goal/G1/",
    "goal": "strategy/fy2021/v1/G1/",
    "direction": "strategy/fy2021/v1/1-1/",
    "strategy_measure": "strategy/fy2021/v1/S1/",
    "strategy_project": "strategy/fy2021/v1/S1-2/",
    "plan": "plan/fy2025/v1/",
    "plan_top_item": "plan/fy2025/v1/1/",
    "plan_rated_item": "plan/fy2025/v1/1-1-1/",
    "plan_kpis": "plan/fy2025/v1/kpi/",
    "plan_kpis_chosen": "plan/fy2025/v1/kpi/goal/1/",
    "collaboration": "collaboration/",
    "collaboration_chosen": "collaboration/form/committee/",
    "collaboration_project": "collaboration/project/%E5%A4%8F%E3%81%AE%E3%81%A4%E3%81%A9%E3%81%84/",
    "register": "collaboration/fy2024/v2/",
    "register_chosen": "collaboration/fy2024/v2/form/co_hosting/",
    "entry": "collaboration/fy2024/v2/co_hosting-2/",
    "organisations": "organisations/",
    "organisations_by_name": "organisations/order/name/",
    "organisation": "organisations/%E8%8A%B1%E3%81%AE%E4%BC%9A/",
    "calendar": "calendar/",
    "calendar_month": "calendar/2023-05/",
    "calendar_undated": "calendar/undated/",
    "compare": "compare/",
    "compare_targets": "compare/targets/",
    "compare_two_departments": "compare/departments/%E8%A6%B3%E5%85%89%E8%AA%B2/%E5%B8%82%E6%B0%91%E5%8D%94%E5%83%8D%E8%AA%B2/",
    "compare_pledges": "compare/pledges/fy2024-v1/fy2025-v1/",
    "compare_registers": "compare/collaboration/fy2024-v1/fy2024-v2/",
    "search": "search/",
    "departments": "departments/",
    "department": "departments/%E3%81%93%E3%81%A9%E3%82%82%E8%AA%B2/",
    "audit": "audit/",
    "findings": "findings/",
    "findings_chosen": "findings/severity/error/",
    "sdgs": "sdgs/",
    "sdg": "sdgs/4/",
    "method": "method/",
    "glossary": "glossary/",
    "corrections": "corrections/",
    "about": "about/",
    "accessibility": "accessibility/",
    "data": "data/",
    "source": "pledges/fy2025/v2/source/",
}
"""Below the city's home; each is in the map of the site, but for those in `BEYOND_THE_MAP`."""

BEYOND_THE_MAP = {"compare_two_departments"}
"""Offered by the served site only: any two departments are more pages than files can be."""

SERVED = {
    "collaboration_filtered": "collaboration/?year=2024&form=co_hosting",
    "search_results": "search/?q=%E8%8A%B1",
    "search_nothing": "search/?q=%E3%82%8F%E3%82%89%E3%81%B3%E9%A4%85",
    "source_marked": "pledges/fy2025/v2/source/#L120-L134",
    "not_found": "pledges/fy2025/v2/99/",
    "bad_filter": "collaboration/?year=1999",
    "bad_page": "collaboration/page/99/",
    "api": "../api/",
}
"""What only a server can answer, below the city's home."""

REFUSED = {"not_found", "bad_filter", "bad_page"}
"""Answered with 404 or 400, which the browser tells on its console."""

SAMPLE = (
    "city", "pledges", "pledge", "strategy_measure", "collaboration", "organisation", "compare_pledges", "findings",
    "method", "search", "source",
)  # fmt: skip
"""Kinds that differ most from one another, for what need not be tried on every kind."""
