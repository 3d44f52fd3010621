"""Documents of the round trips: the fictional cities of the tests, the published ones, and generated ones."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition, Reading
from mitodoke.domain.finding import merge_findings
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import SourceText, decode_text, read_text
from sources.formats.collaboration_facts import make_facts
from sources.formats.collaboration_print import print_tabs
from sources.formats.pledge_reports import Maker
from sources.formats.strategy_generator import write_strategy

_TESTS = Path(__file__).parent.parent.parent
FICTIONAL = sorted((_TESTS / "documents").glob("*.txt"))
_SHARED = Path(os.environ.get("MITODOKE_SHARED", _TESTS.parent.parent / "shared"))
PUBLISHED = sorted((_SHARED / "documents").glob("*.txt"))
SEEDS = range(3)


def texts() -> dict[str, SourceText]:
    """Every document at hand by its name; generated ones of several seeds in each kind."""
    found = {path.stem: read_text(path) for path in (*FICTIONAL, *PUBLISHED)}
    for seed in SEEDS:
        found[f"generated-strategy-{seed}"] = decode_text(write_strategy(seed).text.encode(), "generated")
        found[f"generated-pledges-{seed}"] = decode_text(Maker(seed).report().text.encode(), "generated")
        rng = random.Random(seed)
        rows = [make_facts(rng, number, year=2020) for number in range(1, 13)]
        found[f"generated-register-{seed}"] = decode_text(print_tabs(rows, rng).encode(), "generated")
    return found


TEXTS = texts()


def owner_of(reading: Reading) -> Stated:
    """What a person would state of a document that does not name its city on every form of it."""
    return Stated(municipality=reading.content.document.municipality)


def edition_of(text: SourceText) -> Edition:
    """The document read and audited."""
    reading = extract(text)
    audit = audit_content(reading.content, reading.lines)
    findings = merge_findings(reading.findings, audit.findings)
    return Edition(content=reading.content, audit=replace(audit, findings=findings))
