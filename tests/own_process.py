"""Code in a process of its own, with a home of its own: for tests that end it at a bad moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent


def start(code: str, home: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs `code`; it reads what the test writes, and the test reads what it prints."""
    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "MITODOKE_SECRET_KEY": "test",
        "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings",
        "PYTHONPATH": str(TESTS),
    }
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(code: str, home: Path, *arguments: str) -> str:
    """What `code` prints when it runs to its end; what it complained of where it fails."""
    process = start(code, home, *arguments)
    output, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return output
