"""What tests of the desk ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A folder of its own for uploaded files."""
    settings.HOME = tmp_path
    return tmp_path
