"""Which characters of an edition no font of the reports has, and where they stand: told before it is published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.comparison import record_groups
from mitodoke.outputs.reports.fonts import FontSet
from mitodoke.outputs.reports.glyphs import missing_glyphs
from mitodoke.outputs.reports.settings import ReportSettings

_TOLD = 3
"""How many places of a character are told by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprintable:
    """A character without a glyph, and the records and fields in which it stands, in the order of the document."""

    character: str
    places: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What it is, where it stands, what becomes of it, and what to do."""
        told = "、".join(self.places[:_TOLD])
        more = f"ほか{len(self.places) - _TOLD:,}か所" if len(self.places) > _TOLD else ""
        return (
            f"「{self.character}」（U+{ord(self.character):04X}）は報告書のフォントに字形がなく、PDFでは「〓」になります"
            f"（{told}{more}）。改められる文字は、公表の前に改めてください。"
        )


def unprintable_characters(
    edition: Edition, settings: ReportSettings, fonts: FontSet
) -> tuple[Unprintable, ...]:
    """The characters of the records of `edition` and of the city's texts that none of `fonts` has, by their codes.

    None of them is lost: docx, xlsx and all data keep them. A character counts once a field, however often it
    stands there.
    """
    # Composed, since a letter and a mark apart are set as one.
    texts = [(place, unicodedata.normalize("NFC", text)) for place, text in _texts(edition, settings)]
    return tuple(
        Unprintable(character=one, places=tuple(dict.fromkeys(place for place, text in texts if one in text)))
        for one in missing_glyphs((text for _, text in texts), fonts)
    )


def _texts(edition: Edition, settings: ReportSettings) -> Iterator[tuple[str, str]]:
    """Every text with the place that people call it by."""
    for group in record_groups(edition):
        for _, name, fields in group:
            for field, texts in fields.items():
                for text in texts:
                    yield f"{name}の{field}", text
    for name, own in (
        ("自治体名", settings.city_name),
        ("発行", settings.publisher),
        ("表紙の題名", settings.cover_title),
        ("はじめに", settings.introduction),
        ("数値化の方法", settings.method),
    ):
        if own:
            yield f"報告書の設定の{name}", own
