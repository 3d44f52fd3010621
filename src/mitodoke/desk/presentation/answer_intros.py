"""What the parts of an answer's form ask for, with the years named: 今年度 is another year once the year is over."""

from __future__ import annotations

from mitodoke.domain.asked_unit import asked_unit
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Accumulation, Indicator, ValueRole
from mitodoke.reporting.queries import AnswerPage

_NEXT_ROW = "保存すると、次の空の欄が一つ増えます。"


def year_of(page: AnswerPage) -> str:
    """The year that is asked about."""
    return FiscalYear(page.assignment.round.fiscal_year).label


def last_year_of(page: AnswerPage) -> str:
    """``昨年度（令和6年度）``: the year of the document from which texts are offered, where it is known."""
    previous = page.assignment.round.previous
    year = None if previous is None else previous.fiscal_year
    return "昨年度" if year is None else f"昨年度（{FiscalYear(year).label}）"


def activities_intro(page: AnswerPage) -> str:
    """What to do with last year's texts, or with empty fields where there are none."""
    if not _offers(page, "activity"):
        return f"{year_of(page)}に行ったことを、一つずつ書いてください。{_NEXT_ROW}"
    return (
        f"{last_year_of(page)}の文章が入っています。{year_of(page)}に行ったことに書き直してください。"
        f"直していないものには「昨年度のまま」と付きます。{_NEXT_ROW}"
    )


def entry_intro(page: AnswerPage) -> str:
    """The same for a collaboration project, of which much stays as it was."""
    if not _offers(page, "entry"):
        return f"{year_of(page)}の内容を入力してください。"
    return (
        f"{last_year_of(page)}の文章が入っています。{year_of(page)}の内容に直してください。"
        "事業名や協働の形態など、変わらないものは「昨年度のまま」でかまいません。"
    )


def value_hint(indicator: Indicator, fiscal_year: int) -> str:
    """How the value is counted, a known one as the example, and the unit of a bare number; empty where unknown."""
    counted = _COUNTED.get(indicator.accumulation, "") if indicator.accumulation is not None else ""
    known = (indicator.value(role) for role in (ValueRole.ACTUAL, ValueRole.TARGET, ValueRole.BASELINE))
    example = next((one.quantity.printed for one in known if one and one.quantity.value is not None), None)
    shown = f"これまでの値「{example}」と同じ書き方で入力してください。" if example else ""
    unit = asked_unit(indicator, fiscal_year)
    taken = f"単位を付けない数は、単位を「{unit.label}」として扱います。" if unit else ""
    return counted + shown + taken


_COUNTED = {
    Accumulation.CUMULATIVE: "累計の指標です。これまでの年度を含む合計を入力してください。",
    Accumulation.ANNUAL: "単年度の指標です。この年度だけの値を入力してください。",
    Accumulation.SNAPSHOT: "時点の指標です。この年度の決まった時点の値を入力してください。",
}


def _offers(page: AnswerPage, part: str) -> bool:
    return any(view.offered is not None for view in page.fields if view.rule.part == part)
