"""The register of collaboration projects (協働事業実施状況), tab-separated or with cells broken over lines."""

from __future__ import annotations

from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.collaboration_register import broken_cells, tab_separated

TAB_SEPARATED = Layout(
    name=tab_separated.LAYOUT_NAME,
    looked_for="協働事業実施状況（タブ区切りの表。見出し「協働の形態」と表頭「No.」「名称」）",
    recognise=tab_separated.recognise,
    parse=tab_separated.parse,
)

BROKEN_CELLS = Layout(
    name=broken_cells.LAYOUT_NAME,
    looked_for="協働事業実施状況（欄が行に分かれた表。見出し「協働の形態」と表頭「№」「実施年月日」「名称」）",
    recognise=broken_cells.recognise,
    parse=broken_cells.parse,
)
