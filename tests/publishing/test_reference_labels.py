"""Every label of the vocabularies that pages show has an English text, and none of them is Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import pytest

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.collaboration import CollaborationForm, NameHolder, Recurrence
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import Accumulation, DesiredChange, IndicatorLevel, ValueRole
from mitodoke.domain.judgement import NotJudged, ResultState, Yardstick
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.domain.progress import UndefinedReason
from mitodoke.domain.quantity import MissingReason
from mitodoke.domain.rating import RatingState
from mitodoke.domain.roll_up import Carried, Level, NoMean, Weighting
from mitodoke.domain.rounding import RoundingMode
from mitodoke.publishing.language.speak import speaking, tr
from mitodoke.publishing.presentation.glossary import OWN_TERMS
from mitodoke.publishing.presentation.labels import (
    check_explanation,
    check_label,
    figure_label,
    figure_names,
    reader_checks,
)

VOCABULARIES: tuple[Iterable[StrEnum], ...] = (
    DocumentKind, ItemKind, RevisionFlag, Severity, IndicatorLevel, Accumulation, DesiredChange, ValueRole,
    MissingReason, RatingState, CollaborationForm, NameHolder, Recurrence, UndefinedReason, NotJudged,
    ResultState, Yardstick, RoundingMode, Level, Carried, Weighting, NoMean,
)  # fmt: skip
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def labels() -> list[str]:
    found = [member.label for members in VOCABULARIES for member in members]  # type: ignore[attr-defined]
    found += [text for check in CHECKS for text in (check.label, check.explanation)]
    found += [*reader_checks().values(), *figure_names()]
    found += [text for pair in OWN_TERMS for text in pair]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("label", labels())
def test_every_label_has_an_english_text(label: str) -> None:
    assert tr(label) == label
    with speaking("en"):
        english = tr(label)
    assert english.strip()
    assert not JAPANESE.search(english)
    assert english != label or label.isascii()


def test_no_two_labels_of_a_vocabulary_read_the_same() -> None:
    with speaking("en"):
        for members in VOCABULARIES:
            texts = [tr(member.label) for member in members]  # type: ignore[attr-defined]
            assert len(set(texts)) == len(texts)
        checks = [tr(check.label) for check in CHECKS]
        assert len(set(checks)) == len(checks)


def test_checks_and_figures_are_named_in_the_language_of_the_page() -> None:
    name = CHECKS[0].name
    assert check_label(name) == CHECKS[0].label
    assert check_explanation(name) == CHECKS[0].explanation
    assert figure_label("count.pledges") == "公約の数"
    with speaking("en"):
        assert check_label(name).isascii()
        assert figure_label("count.pledges") == "Number of pledges"
    assert check_label("unheard_of") == "unheard_of"
    assert check_explanation("lost_figure") == ""
    assert figure_label("unheard.of") == "unheard.of"
