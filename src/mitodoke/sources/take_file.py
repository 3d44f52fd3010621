"""Takes a file that somebody sends to be kept: looked at by content and size, under a name that no system trips over."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.sources.evidence_files import evidence_kind
from mitodoke.sources.read_text import UnreadableFileError

_LONGEST_NAME = 120
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file that may be kept: `name` is what it came as, made harmless; the bytes are known by their hash."""

    name: str
    kind: EvidenceKind
    sha256: str
    data: bytes


def take_file(data: bytes, name: str, *, unnamed: str) -> TakenFile:
    """The file `data` that came as `name` (`unnamed` where nothing is left of it); `evidence_files` tells what is taken.

    UnreadableFileError with one sentence for a file that is empty, too large, of no kind that is taken, or harmful.
    """
    called = _tidy_name(name) or unnamed
    if not data:
        raise UnreadableFileError(f"{called} は空のファイルです。中身のあるファイルを選んでください。")
    if len(data) > LARGEST:
        raise UnreadableFileError(
            f"{called} は大きすぎます（{len(data) / 1024 / 1024:,.1f} MB）。"
            f"1つのファイルは {LARGEST // 1024 // 1024} MB までです。縮小するか、分けてください。"
        )
    kind = evidence_kind(data, called)
    return TakenFile(
        name=_with_suffix(called, kind), kind=kind, sha256=hashlib.sha256(data).hexdigest(), data=data
    )


def _tidy_name(name: str) -> str:
    """The last part of a path, without what no system allows in names or what is not seen."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in last if one.isprintable() and one not in _NOT_IN_NAMES)
    return " ".join(kept.split()).strip(". ")[-_LONGEST_NAME:]


def _with_suffix(name: str, kind: EvidenceKind) -> str:
    """The name with a suffix of its kind, so that no system takes the file for another kind when it is opened."""
    return name if name.lower().endswith(kind.suffixes) else f"{name}{kind.suffixes[0]}"
