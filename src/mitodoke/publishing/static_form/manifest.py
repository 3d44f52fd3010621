"""What a written site consists of: the hash of every file, and what each was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mitodoke.publishing.static_form.render_page import Use

MANIFEST = "manifest.json"
"""For everyone: the files with their SHA-256, by which a copy can be checked."""

NOTES = ".mitodoke-site.json"
"""For the next run: what the files were made of."""

_FORM = "mitodoke-site/1"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the site: its hash, and the numbers of its uses in the list of all."""

    sha256: str
    uses: tuple[int, ...]


@dataclass(slots=True)
class Manifest:
    """The files by their paths; `maker` names the code and the settings that made them."""

    maker: str
    files: dict[str, WrittenFile] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    _numbers: dict[Use, int] = field(default_factory=dict)

    def add(self, path: str, sha256: str, uses: Iterable[Use]) -> None:
        """Note a file; the same use is stored once."""
        self.files[path] = WrittenFile(sha256, tuple(self._number(use) for use in uses))

    def uses_of(self, path: str) -> tuple[Use, ...]:
        """What the file at `path` was made of."""
        return tuple(self.uses[number] for number in self.files[path].uses)

    def _number(self, use: Use) -> int:
        if use not in self._numbers:
            self._numbers[use] = len(self.uses)
            self.uses.append(use)
        return self._numbers[use]

    def write(self, folder: Path) -> None:
        """Write both files into `folder`."""
        files = {path: self.files[path].sha256 for path in sorted(self.files)}
        described = {"form": _FORM, "files": files}
        (folder / MANIFEST).write_text(json.dumps(described, ensure_ascii=False, indent=0), encoding="utf-8")
        notes = {
            "form": _FORM,
            "maker": self.maker,
            "uses": self.uses,
            "files": {path: (file.sha256, file.uses) for path, file in self.files.items()},
        }
        (folder / NOTES).write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the site in `folder`; None where there is none that can be read."""
    try:
        notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        if notes["form"] != _FORM:
            return None
        found = Manifest(maker=notes["maker"])
        found.uses = [(tuple(question), answer) for question, answer in notes["uses"]]
        found.files = {path: WrittenFile(sha, tuple(uses)) for path, (sha, uses) in notes["files"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found


def file_hash(content: bytes) -> str:
    """The SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()
