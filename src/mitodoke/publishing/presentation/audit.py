"""The page 検算: every stated figure beside its recomputation, and the roll-up rules that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm, NameHolder
from mitodoke.domain.figure import Figure, RuleTrial
from mitodoke.domain.roll_up import Level
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.item_link import shown_title
from mitodoke.publishing.presentation.labels import figure_label
from mitodoke.publishing.presentation.own_percentage import OVERALL, PROGRESS
from mitodoke.publishing.presentation.own_rule import own_rule_words
from mitodoke.publishing.presentation.page import Link, SourceLink, source_link
from mitodoke.publishing.presentation.percentage import recomputation
from mitodoke.publishing.presentation.percentage_record import Recomputation
from mitodoke.publishing.presentation.pledge_rules import rule_words
from mitodoke.publishing.presentation.text import shortened

_TITLE_LENGTH = 40
_LEVEL_MARK = "／"
_NOT_CALCULATED = "計算できない"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One stated figure beside its recomputation."""

    subject: Link
    figure: str
    printed: str | None
    recomputation: Recomputation
    rule: str
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """One roll-up rule that was tried."""

    label: str
    fits: bool
    reproduces: int
    of: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSection:
    """The recomputation of one document."""

    anchor: str
    title: str
    edition: str
    agree: int
    disagree: int
    open: int
    rows: tuple[FigureRow, ...]
    trials: tuple[TrialRow, ...]
    more_trials: tuple[TrialRow, ...]
    verdict: str


def audit_section(
    index: EditionIndex, addresses: EditionAddresses, edition: str, anchor: str
) -> AuditSection:
    """The section of one edition."""
    figures = index.edition.audit.figures
    trials, more = telling_trials(index.edition.audit.trials)
    return AuditSection(
        anchor=anchor,
        title=index.document.title,
        edition=edition,
        agree=sum(1 for one in figures if one.agrees is True),
        disagree=sum(1 for one in figures if one.agrees is False),
        open=sum(1 for one in figures if one.agrees is None and not _is_own(one, index)),
        rows=tuple(_row(one, index, addresses) for one in figures),
        trials=tuple(_trial(one, index) for one in trials),
        more_trials=tuple(_trial(one, index) for one in more),
        verdict=trial_verdict(index.edition.audit.trials),
    )


def telling_trials(trials: Sequence[RuleTrial]) -> tuple[list[RuleTrial], list[RuleTrial]]:
    """The trials that tell most, and the rest, each the best first.

    A rule is a chain of rules for several levels (its label joins them by ／). Telling are all that fit, and of
    every rule for one level the chain that comes nearest: they show what fails when only that level differs.
    """
    ranked = sorted(trials, key=lambda trial: (not trial.fits, -trial.reproduces))
    seen: set[str] = set()
    telling: list[RuleTrial] = []
    rest: list[RuleTrial] = []
    for trial in ranked:
        levels = set(trial.label.split(_LEVEL_MARK))
        (telling if trial.fits or levels - seen else rest).append(trial)
        seen |= levels
    return telling, rest


def trial_verdict(trials: tuple[RuleTrial, ...]) -> str:
    """One sentence on what the trials say; empty when none was made."""
    if not trials:
        return ""
    fitting = [trial.label for trial in trials if trial.fits]
    if not fitting:
        return tr("試したどの計算方法でも、公表値をすべては再現できません。")
    if len(fitting) == 1:
        return tr(
            "公表値をすべて再現できる計算方法は、試した{count}通りのうち「{rule}」だけです。",
            count=len(trials),
            rule=rule_words(fitting[0]),
        )
    return tr(
        "公表値をすべて再現できる計算方法が{count}通りあり、どれが使われたかは公表値からは決められません。",
        count=len(fitting),
    )


def subject_link(subject: str, index: EditionIndex, addresses: EditionAddresses) -> Link:
    """What a figure or finding is about, with its page; a subject without a page leads to the edition."""
    if item := index.items.get(subject):
        kind = str(index.level_word(item.kind)) if item.title else index.spoken_level(item.kind)
        named = tr("{kind}{code} {title}", kind=kind, code=item.code, title=shown_title(item.title))
        return _link(named, addresses.page(index.item_keys[subject]), content=item.title is not None)
    if entry := index.entries.get(subject):
        return _link(_entry_name(entry), addresses.page(index.entry_keys[subject]))
    if indicator := index.indicators.get(subject):
        item = index.items.get(indicator.item_id)
        page = addresses.page(index.item_keys[indicator.item_id]) if item else addresses.home
        return _link(f"{tr(indicator.level.label)} {indicator.name}", page)
    entry_id, _, part = subject.partition("/")
    if part and (entry := index.entries.get(entry_id)):
        return _link(f"{_entry_name(entry)}（{part}）", addresses.page(index.entry_keys[entry_id]))
    return _group_link(subject, addresses)


def _entry_name(entry: CollaborationEntry) -> str:
    return f"{tr(entry.form.label)} {entry.number} {entry.title}"


def _link(name: str, address: str, *, content: bool = True) -> Link:
    return Link(shortened(name, _TITLE_LENGTH), address, content=content)


def _group_link(subject: str, addresses: EditionAddresses) -> Link:
    """A group of entries (``patronage-city``), the document as a whole, or the subject itself."""
    if subject == "document":
        return Link(tr("文書全体"), addresses.home)
    form, _, holder = subject.partition("-")
    if form in set(CollaborationForm):
        label = tr(CollaborationForm(form).label)
        named = f"{label}{tr('・')}{tr(NameHolder(holder).label)}" if holder in set(NameHolder) else label
        return Link(named, addresses.home)
    return _link(subject, addresses.home)


def _row(figure: Figure, index: EditionIndex, addresses: EditionAddresses) -> FigureRow:
    result = recomputation(figure, index)
    if result is None:
        raise AssertionError("a figure always has its recomputation")
    return FigureRow(
        subject=subject_link(figure.subject, index, addresses),
        figure=figure_label(figure.figure),
        printed=figure.printed,
        recomputation=result,
        rule=own_rule_words(result.rule) if _is_own(figure, index) else rule_words(result.rule),
        source=source_link(figure.place, addresses),
    )


def _is_own(figure: Figure, index: EditionIndex) -> bool:
    """Whether the figure is a progress that no document prints: it is calculated by the plan's own rule."""
    return index.calculates and figure.figure in (PROGRESS, OVERALL)


def _trial(trial: RuleTrial, index: EditionIndex) -> TrialRow:
    return TrialRow(
        label=rule_words(trial.label),
        fits=trial.fits,
        reproduces=trial.reproduces,
        of=trial.of,
        failures=tuple(_failure(failure, index) for failure in trial.failures),
    )


def _failure(failure: str, index: EditionIndex) -> str:
    """A failure with the item it names called by its kind and number."""
    subject, mark, rest = failure.partition(": ")
    if not mark:
        return failure
    item = index.items.get(subject)
    if item:
        name = tr("{kind}{code}", kind=str(index.level_word(item.kind)), code=item.code)
    else:
        name = tr(subject) if subject == Level.DOCUMENT.label else subject
    printed, unequal, calculated = rest.partition(" ≠ ")
    return (
        f"{name}{tr('：')}{printed}{unequal}{tr(calculated) if calculated == _NOT_CALCULATED else calculated}"
    )
