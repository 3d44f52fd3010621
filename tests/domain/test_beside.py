"""Records of what stands beside the facts: evidence is a link or a whole file."""

from __future__ import annotations

import itertools

import pytest

from mitodoke.domain.beside import PublicEvidence
from mitodoke.domain.evidence import EvidenceKind

FILE = {"file_name": "a.csv", "kind": EvidenceKind.TEXT, "size": 1, "file_sha256": "a" * 64}
ABOUT = {"subject": "1", "department": "花課", "fiscal_year": 2025}


def test_a_link_and_a_file_are_evidence() -> None:
    assert PublicEvidence(**ABOUT, address="https://example.lg.jp/").file_sha256 is None
    assert PublicEvidence(**ABOUT, **FILE).address is None


@pytest.mark.parametrize(
    "names", [names for count in range(4) for names in itertools.combinations(FILE, count)]
)
def test_neither_and_half_a_file_are_none(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="either a link or a file"):
        PublicEvidence(**ABOUT, **{name: FILE[name] for name in names})


@pytest.mark.parametrize("names", [("file_sha256",), tuple(FILE)])
def test_both_at_once_are_none(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="either a link or a file"):
        PublicEvidence(**ABOUT, address="https://example.lg.jp/", **{name: FILE[name] for name in names})
