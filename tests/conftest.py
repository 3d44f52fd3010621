"""Where the tests find documents: fictional ones of their own, and the published ones where they are at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
SHARED = Path(os.environ.get("MITODOKE_SHARED", HERE.parent.parent / "shared"))


def _missing(path: Path) -> None:
    message = f"the published documents are not at hand ({path.name})"
    if os.environ.get("CI") == "true":
        pytest.fail(message + "; in CI they always are")
    pytest.skip(message)


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of fictional documents, one or more in each layout."""
    return DOCUMENTS


@pytest.fixture(scope="session")
def original() -> Callable[[str], Path]:
    """Finds a published document by its name, or skips the test (fails it in CI)."""

    def find(name: str) -> Path:
        path = SHARED / "documents" / name
        if not path.exists():
            _missing(path)
        return path

    return find


@pytest.fixture(scope="session")
def expected() -> Callable[[str], Any]:
    """Loads what a careful reader found in a published document, or skips the test (fails it in CI)."""

    def load(name: str) -> Any:
        path = SHARED / "expected" / name
        if not path.exists():
            _missing(path)
        return json.loads(path.read_text(encoding="utf-8"))

    return load
