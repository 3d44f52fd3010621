"""Fictional pledge reports of three places, read from end to end."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import DocumentKind, LineRole
from mitodoke.domain.edition import Reading
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import ItemKind, PlanItem, Repeat
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text


def reading(documents: Path, name: str) -> Reading:
    return extract(read_text(documents / f"pledges-{name}.txt"))


def items(found: Reading) -> dict[str, PlanItem]:
    return {item.item_id: item for item in found.content.items}


def stated(found: Reading) -> dict[tuple[str, str], Decimal | None]:
    return {(s.subject, s.figure): s.value for s in found.content.stated}


@pytest.fixture(scope="module")
def hanasaki(documents: Path) -> Reading:
    """The layout with all its broken forms."""
    return reading(documents, "hanasaki-2025")


@pytest.fixture(scope="module")
def minato(documents: Path) -> Reading:
    """Another town's wordings: full-width codes, 【担当】, ○, decimals, a plain table, no list, no subtitles."""
    return reading(documents, "minato-2024")


@pytest.fixture(scope="module")
def doubtful(documents: Path) -> Reading:
    """A report in which something is wrong nearly everywhere."""
    return reading(documents, "doubtful-2025")


@pytest.mark.parametrize("name", ["hanasaki-2025", "minato-2024", "doubtful-2025"])
def test_every_line_is_accounted_for(documents: Path, name: str) -> None:
    found = reading(documents, name)
    assert [found.lines[line - 1] for line in found.unaccounted] == []
    assert found.content.document.kind is DocumentKind.MAYORAL_PLEDGES
    assert found.content.document.layout == "pledges"


def test_front_matter(hanasaki: Reading, minato: Reading) -> None:
    one, other = hanasaki.content.document, minato.content.document
    assert (one.title, one.publisher) == ("市長公約の取組状況", "花咲市 総合企画部")
    assert (one.municipality, one.fiscal_year, one.published) == ("花咲市", 2025, "2026-06")
    assert (one.period_start, one.period_end, one.as_of) == ("2025-04-01", "2026-03-31", "2026-03-31")
    assert (other.title, other.publisher) == ("みなと町長公約\u3000進捗報告書", "みなと町 企画財政課")
    assert (other.fiscal_year, other.published) == (2024, "2025-07-25")
    assert (other.period_start, other.period_end, other.as_of) == ("2024-04-01", "2025-03-31", "2025-03-31")


def test_the_introduction_is_left_out_with_its_reason(hanasaki: Reading) -> None:
    reasons = {use.detail for use in hanasaki.line_uses if use.role is LineRole.LEFT_OUT}
    assert reasons == {"blank", "introduction", "rule"}


@pytest.mark.parametrize(
    ("code", "title", "subtitle", "progress"),
    [
        ("01", "こどもど真ん中のまち 花咲", "笑顔で産み育てる！！", 63),
        ("02", "海と駅がつながるまち 花咲", "歩いて楽しい、にぎわいの再生", None),
        ("03", "働けるまち 花咲", "地元企業とともに、次の産業を育てる", 30),
        ("04", "備えるまち 花咲", "災害に強く、ひとりにしない", 66),
        ("05", "早い市役所のまち 花咲", "待たせない、書かせない", 66),
    ],
)
def test_the_five_forms_of_the_table(
    hanasaki: Reading, code: str, title: str, subtitle: str, progress: int | None
) -> None:
    vision = items(hanasaki)[code]
    assert (vision.title, vision.subtitle, vision.printed_progress) == (title, subtitle, progress)
    assert stated(hanasaki)[code, "progress"] == progress


def test_pledges_and_measures(hanasaki: Reading) -> None:
    found = items(hanasaki)
    assert [i.code for i in found.values() if i.kind is ItemKind.PLEDGE] == [
        "01-1", "01-2", "02-1", "02-2", "03-1", "03-2", "04-1", "04-2", "05-1",
    ]  # fmt: skip
    assert found["01-2"].title == "花と本のある放課後、子どもの居場所としての学校図書館の開放"
    assert found["01-1-1"].title == "産後ケア施設の利用料の軽減"
    assert found["01-1-1"].place == "L42-L54"
    assert [a.text for a in found["01-1-1"].activities] == [
        "産後ケアの利用料を半額にする要綱を定めました。",
        "市内2か所の施設と協定を結び、4月から利用を始めました。",
    ]
    assert found["01-1-1"].activities[1].place == "L51-L52"
    assert found["01-1-2"].departments == ("保育課", "施設・営繕課")
    assert (found["01-1-2"].repeat, found["02-2-2"].repeat) == (Repeat.PARTIAL, Repeat.FULL)
    assert found["01-2-1"].departments == ("学校教育課", "図書館")
    assert found["03-1-1"].title == "企業誘致に向けた市長のトップセールス！"
    assert found["01-1"].place == "L35-L40"


def test_stated_figures(hanasaki: Reading) -> None:
    figures = stated(hanasaki)
    assert [figures["document", f"count.{name}"] for name in ("visions", "pledges", "measures")] == [5, 9, 13]
    assert figures["document", "progress.overall"] == Decimal("50.6")
    for code in ("01-1", "03-2", "05-1"):
        assert figures[code, "progress"] == figures[code, "progress.summary"] is not None


def test_findings_of_the_broken_forms(hanasaki: Reading) -> None:
    assert [(f.check, f.subject) for f in hanasaki.findings] == [
        ("title_differs", "01"),
        ("lost_percentage", "02"),
    ]


def test_the_recomputation_of_the_broken_forms(hanasaki: Reading) -> None:
    audit = audit_content(hanasaki.content, hanasaki.lines)
    assert {t.rule.partition(";")[0] for t in audit.trials if t.fits} == {"vision=down/0"}
    lost = next(f for f in audit.figures if (f.subject, f.figure) == ("02", "progress"))
    assert (lost.printed, lost.calculated, lost.agrees) == (None, "28", None)
    assert all(f.agrees for f in audit.figures if f.printed is not None)


def test_another_towns_wordings(minato: Reading) -> None:
    found = items(minato)
    assert list(found) == ["1", "1-1", "1-1-1", "1-1-2", "1-2", "1-2-1", "2", "2-1", "2-1-1"]
    assert (found["1"].title, found["1"].subtitle) == ("ビジョン「安心して暮らす」", None)
    assert found["1"].printed_progress == Decimal("49.8")
    assert found["1-1"].printed_progress == Decimal("62.5")
    assert found["2-1"].printed_progress == 100
    assert found["1-1-1"].title == "通学路の安全点検の実施"
    assert found["1-1-1"].departments == ("学校教育課", "建設課")
    assert [a.text for a in found["1-1-1"].activities] == [
        "町内5校の通学路を点検し、危険な箇所を３２か所見つけた。",
        "そのうち20か所を直した。",
    ]
    assert found["1-2-1"].departments == ("産業観光課", "企画財政課")
    assert len(found["1-2-1"].activities) == 2
    assert minato.findings == ()
    assert stated(minato)["document", "count.pledges"] == 3
    assert stated(minato)["document", "count.measures"] == 4
    assert all(figure.agrees for figure in audit_content(minato.content).figures)


def test_doubtful_places(doubtful: Reading) -> None:
    assert [(f.check, f.subject, f.severity) for f in doubtful.findings] == [
        ("pledge_without_percentage", "01-2", Severity.NOTE),
        ("measure_without_department", "01-2-1", Severity.WARNING),
        ("duplicate_code", "01-2~2", Severity.WARNING),
        ("pledge_without_percentage", "01-4", Severity.WARNING),
        ("pledge_without_summary", "01-4", Severity.WARNING),
        ("measure_without_activities", "01-4-1", Severity.WARNING),
        ("code_gap", "01-4", Severity.WARNING),
        ("lost_percentage", "02", Severity.NOTE),
        ("title_differs", "02-1", Severity.NOTE),
        ("summary_without_pledge", "02-3", Severity.WARNING),
        ("progress_differs", "document", Severity.ERROR),
    ]
    assert all(f.message.endswith("。") and f.place for f in doubtful.findings)


def test_nothing_doubtful_is_guessed_or_dropped(doubtful: Reading) -> None:
    found = items(doubtful)
    assert found["01-2"].printed_progress == 20
    assert stated(doubtful)["01-2", "progress"] is None
    assert [found["01-2~2"].code, found["01-2~2"].title] == ["01-2", "砂浜の再生"]
    assert found["01-2~2-1"].title == "養浜の試行"
    assert found["01-2-1"].departments is None
    assert found["01-2-2"].title == "ベンチの設置"
    assert (found["01-4"].printed_progress, found["01-4-1"].activities) == (None, ())
    assert found["01-4-1"].departments == ("教育課",)
    assert (found["02"].title, found["02"].printed_progress) == ("やさしいまち", None)
    assert (found["02-3"].title, found["02-3"].printed_progress) == ("電子申請の拡大", 10)
