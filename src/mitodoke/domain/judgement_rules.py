"""Judgement rules that cities and the state really use, as data; a city copies one and changes its numbers.

Each `source` says where the rule was published and what of it is our reading. Ranks keep the publisher's words.
"""

from __future__ import annotations

from fractions import Fraction

from mitodoke.domain.judge import TogetherBand, TogetherRule
from mitodoke.domain.judgement import Band, JudgementRule, ResultState, Tolerance, ToleranceKind, Yardstick
from mitodoke.domain.progress import StepPath


def _percent(number: int) -> Fraction:
    return Fraction(number, 100)


NAGANO = JudgementRule(
    name="nagano",
    version="2016",
    label="長野県 総合戦略（進捗率 100・80）",
    source="長野県 人口定着・確かな暮らし実現総合戦略 平成27年度の政策評価：目標値以上、進捗率80％以上、80％未満。",
    bands=(
        Band(rank="順調", label="目標値以上", at_least=_percent(100)),
        Band(rank="おおむね順調", label="進捗率80％以上", at_least=_percent(80)),
        Band(rank="努力を要する", label="進捗率80％未満", at_least=None),
    ),
)

TAMA = JudgementRule(
    name="tama",
    version="2016",
    label="多摩市 総合戦略（目標値の20・40・60・80・100％に対する達成度）",
    source="多摩市まち・ひと・しごと創生総合戦略の評価方法（案）：1年目は目標値の20％に対する達成度、以後20％ずつ。",
    path=StepPath(tuple(_percent(share) for share in (20, 40, 60, 80, 100))),
    bands=(
        Band(
            rank="①",
            label="着実に進んでいる",
            at_least=_percent(100),
            yardstick=Yardstick.PACE_OF_ACHIEVEMENT,
        ),
        Band(
            rank="②", label="概ね進んでいる", at_least=_percent(60), yardstick=Yardstick.PACE_OF_ACHIEVEMENT
        ),
        Band(rank="③", label="改善や工夫が必要", at_least=None, yardstick=Yardstick.PACE_OF_ACHIEVEMENT),
    ),
)

FUKUOKA = JudgementRule(
    name="fukuoka",
    version="2018",
    label="福岡市 保健福祉総合計画（目標へのペース、意識調査は±3）",
    source="福岡市保健福祉総合計画の進捗評価：a 目標へ順調、b ペースは下回るが改善または維持、c 初期値より悪化。"
    "意識調査は変動±3パーセント未満を維持とする（ここでは百分率の差と読む）。",
    tolerance=Tolerance(width=Fraction(3), kind=ToleranceKind.POINTS, surveys_only=True),
    bands=(
        Band(
            rank="a", label="目標値に向けて順調", at_least=_percent(100), yardstick=Yardstick.PACE_OF_PROGRESS
        ),
        Band(rank="b", label="改善または現状維持", at_least=Fraction(0), yardstick=Yardstick.ABOVE_BASELINE),
        Band(rank="c", label="初期値より悪化", at_least=None, yardstick=Yardstick.ABOVE_BASELINE),
    ),
)

NAGAYO = JudgementRule(
    name="nagayo",
    version="2020",
    label="長与町 総合計画（目標値・基準値・基準値から10％以内）",
    source="長与町 令和元年度施策評価：S 目標値を超える、A 基準値を超える、B 基準値と同水準（△10％以内）、C 下落。",
    bands=(
        Band(
            rank="S",
            label="目標値を超えている",
            at_least=Fraction(0),
            yardstick=Yardstick.ABOVE_TARGET,
            exclusive=True,
        ),
        Band(
            rank="A",
            label="基準値を超えている",
            at_least=Fraction(0),
            yardstick=Yardstick.ABOVE_BASELINE,
            exclusive=True,
        ),
        Band(rank="B", label="基準値と同水準", at_least=_percent(-10), yardstick=Yardstick.ABOVE_BASELINE),
        Band(rank="C", label="基準値より下落", at_least=None, yardstick=Yardstick.ABOVE_BASELINE),
    ),
)

FUJI = JudgementRule(
    name="fuji",
    version="2016",
    label="富士市 総合計画（進捗率 80・50・20）",
    source="第五次富士市総合計画 前期基本計画の達成状況：中間目標値に対する進捗率80％以上、50％以上、50％未満、20％未満。",
    bands=(
        Band(rank="80％以上", label="進捗率80％以上", at_least=_percent(80)),
        Band(rank="50％以上80％未満", label="進捗率50％以上80％未満", at_least=_percent(50)),
        Band(rank="20％以上50％未満", label="進捗率20％以上50％未満", at_least=_percent(20)),
        Band(rank="20％未満", label="進捗率20％未満", at_least=None),
    ),
)

AKIRUNO = JudgementRule(
    name="akiruno",
    version="2023",
    label="あきる野市 総合計画（F S A B C X Y Z）",
    source="第2次あきる野市総合計画の進捗管理：F 完了、S 目標値以上、A 目標値どおり、B 半分程度、C それ以下、X 未着手、Y 中止、"
    "Z 評価困難。市では担当課が見込みで付ける。ここでは予定に対する進捗率から読む。",
    bands=(
        Band(
            rank="S",
            label="目標値以上の見込み",
            at_least=_percent(100),
            yardstick=Yardstick.PACE_OF_PROGRESS,
            exclusive=True,
        ),
        Band(
            rank="A",
            label="目標値どおりの見込み",
            at_least=_percent(100),
            yardstick=Yardstick.PACE_OF_PROGRESS,
        ),
        Band(rank="B", label="要改善", at_least=_percent(50), yardstick=Yardstick.PACE_OF_PROGRESS),
        Band(rank="C", label="要大幅改善", at_least=None, yardstick=Yardstick.PACE_OF_PROGRESS),
    ),
    states=(
        (ResultState.DONE, "F"),
        (ResultState.NOT_STARTED, "X"),
        (ResultState.STOPPED, "Y"),
        (ResultState.CANNOT_BE_JUDGED, "Z"),
    ),
)

NATIONAL_INDICATOR = JudgementRule(
    name="national_indicator",
    version="2013",
    label="国の政策評価（測定指標ごと）",
    source="目標管理型の政策評価の実施に関するガイドライン：測定指標ごとの目標の達成状況。",
    bands=(
        Band(rank="達成", label="目標を達成", at_least=_percent(100)),
        Band(rank="未達成", label="目標を未達成", at_least=None),
    ),
    without_baseline=Yardstick.ACHIEVEMENT,
)

NATIONAL_FIVE_STEPS = TogetherRule(
    name="national_five_steps",
    version="2013",
    label="国の政策評価（各行政機関共通区分の5段階）",
    source="目標管理型の政策評価の実施に関するガイドライン：共通区分。「大幅に上回る」は120％、"
    "「おおむね目標に近い」は80％と、ここでは数で置いている。",
    bands=(
        TogetherBand(rank="①", label="目標超過達成", all_at_least=_percent(100), main_at_least=_percent(120)),
        TogetherBand(rank="②", label="目標達成", all_at_least=_percent(100)),
        TogetherBand(rank="③", label="相当程度進展あり", main_at_least=_percent(80)),
        TogetherBand(rank="④", label="進展が大きくない", main_above=Fraction(0)),
        TogetherBand(rank="⑤", label="目標に向かっていない"),
    ),
)

RULES: tuple[JudgementRule, ...] = (NAGANO, TAMA, FUKUOKA, NAGAYO, FUJI, AKIRUNO, NATIONAL_INDICATOR)
"""The rules to choose from, in the order shown."""
