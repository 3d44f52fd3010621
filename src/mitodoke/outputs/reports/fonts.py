"""Which font files a report is set in: found by their path, never copied, never taken from elsewhere.

Noto Sans CJK JP comes with two pip packages and is always there; BIZ UDPGothic is preferred where the system has it.
Signs that neither has (CO₂, ✔) are taken from DejaVu Sans Mono, which typst brings along.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mitodoke.outputs.reports.settings import FontChoice

NOTO = "Noto Sans CJK JP"
BIZ_UD = "BIZ UDPGothic"
SIGNS = "DejaVu Sans Mono"

SIGN_RANGES = (
    (0xA1, 0xAC),
    (0xAE, 0x1C3),
    (0x1E00, 0x1E99),
    (0x1EA0, 0x1EF9),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x2090, 0x209C),
    (0x2153, 0x215F),
    (0x2190, 0x2213),
    (0x2500, 0x262F),
    (0x2701, 0x2704),
    (0x2706, 0x2709),
    (0x270C, 0x2727),
    (0x2761, 0x2775),
    (0x2798, 0x27AF),
    (0x27B1, 0x27BE),
    (0xFFFD, 0xFFFD),
)
"""The codes taken from `SIGNS`, regular and bold: accented Latin, small figures, arrows, boxes, ticks, U+FFFD."""

_PIP_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
_BIZ_UD_FILES = (
    ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf"),
    ("BIZ-UDGothicR.ttc", "BIZ-UDGothicB.ttc"),
)
"""Both families in regular and bold, as Debian names the files, and as Windows does."""
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


class FontsMissingError(Exception):
    """No Japanese font is installed; its text is one Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family, for all characters or for those that the pattern `covers` matches."""

    name: str
    covers: str | None = None


_BIZ_UD_FAMILIES = (
    Family("BIZ UDGothic", "[、。，．：；・！？（）「」『』【】〔〕〈〉《》［］｛｝]"),
    Family(BIZ_UD),
)
"""Punctuation comes from the sister of fixed width: lines are set by taking half of its square away, and in the
proportional family that half is missing already, so that neighbours would overlap."""


@dataclass(frozen=True, slots=True)
class FontSet:
    """The families in the order of preference, the folders they lie in, and their files (regular and bold)."""

    families: tuple[Family, ...]
    folders: tuple[Path, ...]
    files: tuple[Path, ...]


@cache
def find_fonts(choice: FontChoice) -> FontSet:
    """The fonts for `choice`; FontsMissingError when even the pip packages are not installed."""
    noto = tuple(file for package in _PIP_PACKAGES for file in _package_fonts(package))
    biz_ud = _system_fonts() if choice is FontChoice.PREFER_BIZ_UD else ()
    if not noto and not biz_ud:
        raise FontsMissingError(
            "日本語のフォントがありません。noto-cjk-sans-jp-regular と noto-cjk-sans-jp-bold を入れてください。"
        )
    families = (*(_BIZ_UD_FAMILIES if biz_ud else ()), *((Family(NOTO),) if noto else ()), Family(SIGNS))
    files = biz_ud + noto
    return FontSet(families, tuple(dict.fromkeys(file.parent for file in files)), files)


def _package_fonts(package: str) -> tuple[Path, ...]:
    found = importlib.util.find_spec(package)
    folders = found.submodule_search_locations if found else None
    return tuple(
        file
        for folder in folders or ()
        for file in sorted(Path(folder).iterdir())
        if file.suffix.lower() in _FONT_SUFFIXES
    )


def _system_fonts() -> tuple[Path, ...]:
    """The files of BIZ UDPGothic and its sister of fixed width, all or none."""
    wanted = {name for names in _BIZ_UD_FILES for name in names}
    found: dict[str, Path] = {}
    for folder in font_folders():
        for here, _, names in os.walk(folder):
            for name in names:
                if name in wanted:
                    found.setdefault(name, Path(here) / name)
    complete = (names for names in _BIZ_UD_FILES if all(name in found for name in names))
    return tuple(found[name] for name in next(complete, ()))


def font_folders() -> tuple[Path, ...]:
    """The folders in which systems keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return (
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            home / "AppData/Local/Microsoft/Windows/Fonts",
        )
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )
