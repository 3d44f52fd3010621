"""Reports of a document that was made at the desk: no original is spoken of, and nothing empty is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import DESK_LAYOUT
from mitodoke.domain.edition import Audit, Edition
from mitodoke.domain.roll_up_choice import RollUpChoice
from mitodoke.outputs.reports.blocks import Bars
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.outputs.reports.registry import build_report
from mitodoke.outputs.reports.render import render_report
from mitodoke.sources.extract import Stated
from mitodoke.sources.read_file import read_file_bytes
from outputs.reports.editions import pledges_edition
from outputs.reports.report_texts import PLAIN, texts
from publishing.pledge_editions import pledge_edition


def made_at_desk(*, rated: bool) -> Edition:
    """The pledges as the desk publishes them: nothing is printed; with ratings, they are rolled up."""
    edition = pledge_edition(rated=rated)
    content = replace(
        edition.content,
        document=replace(edition.content.document, layout=DESK_LAYOUT),
        roll_up=RollUpChoice() if rated else None,
        items=tuple(
            replace(one, printed_progress=None, title=one.title or "題名", departments=one.departments or ())
            for one in edition.content.items
        ),
        stated=(),
    )
    return replace(edition, content=content, audit=audit_content(content))


@pytest.mark.parametrize("rated", [True, False])
@pytest.mark.parametrize("report", ["pledges", "summary"])
def test_no_report_speaks_of_an_original(report: str, rated: bool) -> None:
    found = "\n".join(texts(build_report(made_at_desk(rated=rated), report, PLAIN)))
    assert "原文" not in found
    assert "公表値" not in found
    assert rated or "評価がありません" in found


@pytest.mark.parametrize("rated", [True, False])
def test_such_a_report_can_be_read_back(rated: bool) -> None:
    edition = made_at_desk(rated=rated)
    owner = Stated(municipality="花咲市", municipality_code="999997")
    file = render_report(edition, "pledges", PLAIN, file_format="docx")
    reading = read_file_bytes(file, "x.docx", owner).reading
    assert [one.title for one in reading.content.items] == [one.title for one in edition.content.items]
    assert reading.unaccounted == ()


def test_the_page_for_the_assembly_names_calculated_figures() -> None:
    for edition, caption in (
        (made_at_desk(rated=True), "進捗状況（評価から計算した値）"),
        (made_at_desk(rated=False), "進捗状況（評価から計算した値）"),
        (pledges_edition(), "進捗状況（公表値）"),
    ):
        (section,) = build_report(edition, "summary", PLAIN).sections
        assert [block.caption for block in section.blocks if isinstance(block, Bars)] == [caption]


def test_the_page_for_the_assembly_leaves_out_an_audit_without_result() -> None:
    edition = made_at_desk(rated=True)
    found = texts(build_report(replace(edition, audit=Audit()), "summary", PLAIN))
    assert "検算と指摘" not in found
    told = texts(build_report(pledges_edition(), "summary", PLAIN))
    assert "検算と指摘" in told
    assert any("公表された数値 " in one and "件を再計算：" in one for one in told)


def test_findings_are_told_where_nothing_was_recalculated() -> None:
    edition = made_at_desk(rated=True)
    findings = pledges_edition().audit.findings[:1]
    assert findings
    found = texts(build_report(replace(edition, audit=Audit(findings=findings)), "summary", PLAIN))
    assert any(one.startswith("指摘（確認が必要な箇所）：") for one in found)
    assert not any("件を再計算" in one for one in found)


def test_a_change_of_the_whole_document_is_named() -> None:
    edition = pledges_edition()
    document = replace(edition.content.document, title="新しい題名")
    changed = replace(edition, content=replace(edition.content, document=document))
    assert {one.name for one in compare_editions(edition, changed)} == {"市長公約全体"}
