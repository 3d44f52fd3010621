"""The percentages that a document prints, held against the roll-up rule that its plan chose.

Printed figures are recomputed by the rules that reproduce them, whatever the plan chose. Where the plan chose a rule
that does not reproduce them, one finding tells so: either the choice or the document is not what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from mitodoke.audit.figures.kind import AuditContext
from mitodoke.audit.printed_percentages import WHOLE
from mitodoke.audit.rule_search import Chain, trial_of, value_of
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.own_levels import kinds_of, level_names, rated_kinds
from mitodoke.domain.own_roll_up import RollUp, prints_percentages
from mitodoke.domain.roll_up import Level, LevelRule
from mitodoke.domain.roll_up_choice import Averaged, RollUpChoice, choice_lines
from mitodoke.domain.rounding import exact_text

TOLD = 5
"""How many figures that differ are named; the rest is counted."""


def chosen_rule_findings(context: AuditContext) -> Iterator[Finding]:
    """One finding where the rule that the plan chose does not give what its document prints."""
    content = context.content
    if content.roll_up is None or content.document.kind is not DocumentKind.MAYORAL_PLEDGES:
        return
    if not prints_percentages(content):
        return
    failures = [*_upper(context, content.roll_up), *_from_ratings(content, content.roll_up)]
    if failures:
        yield _differs(context, content.roll_up, failures)


def _upper(context: AuditContext, choice: RollUpChoice) -> tuple[str, ...]:
    """The visions and the whole, from what is printed below them; nothing where the choice goes back to the ratings."""
    vision, whole = choice.level(ItemKind.VISION), choice.level(None)
    if vision.averages is Averaged.RATED:
        return ()
    chain = Chain(
        LevelRule(level=Level.VISION, averages=Level.PLEDGE, rounding=vision.rounding),
        None
        if whole.averages is Averaged.RATED
        else LevelRule(
            level=Level.DOCUMENT,
            averages=Level.VISION,
            carried=whole.carried,
            rounding=whole.rounding,
        ),
    )
    trial = trial_of(chain, context.search.printed)
    return () if trial is None else trial.failures


def _from_ratings(content: DocumentContent, choice: RollUpChoice) -> Iterator[str]:
    """The figures that follow from ratings alone: of pledges, and of all above that average the measures."""
    if not content.ratings:
        return
    printed: dict[str, Decimal | None] = {one.item_id: one.printed_progress for one in content.items}
    for figure in content.stated:
        if (figure.subject, figure.figure) == (WHOLE, "progress.overall"):
            printed[WHOLE] = figure.value
    kinds = {one.item_id: one.kind for one in content.items}
    for subject, progress in RollUp(content).all().items():
        kind = kinds.get(subject)
        rated_below = kind is ItemKind.PLEDGE or choice.level(kind).averages is Averaged.RATED
        said, value = printed.get(subject), value_of(progress.mean)
        if rated_below and said is not None and value is not None and Fraction(said) != value:
            name = Level.DOCUMENT.label if kind is None else subject
            yield f"{name}: {said:f} ≠ {exact_text(value, 4)}"


def _differs(context: AuditContext, choice: RollUpChoice, failures: list[str]) -> Finding:
    content, search = context.content, context.search
    document = content.document.kind
    lines = choice_lines(
        choice,
        names=level_names(content.levels),
        kinds=kinds_of(document, content.levels),
        rated=rated_kinds(document, content.levels),
    )
    chosen = "／".join(lines)
    told = "、".join(failures[:TOLD]) + (f"、ほか{len(failures) - TOLD}件" if len(failures) > TOLD else "")
    found = search.chains[search.fitting[0]].label if len(search.fitting) == 1 else ""
    fits = f"文書の割合をすべて再現するのは「{found}」です。" if found else ""
    return Finding(
        check="roll_up_rule_differs",
        severity=Severity.WARNING,
        subject=WHOLE,
        field="progress.overall",
        place=None,
        printed=found,
        expected=chosen,
        message=f"計画で選んでいる計算のしかた（{chosen}）では、文書の割合のうち{len(failures)}件が同じ値になりません"
        f"（文書 ≠ 計算：{told}）。{fits}"
        "計画の「計算のしかた」を選び直すか、文書の割合を確かめてください。",
    )
