"""Reads the language files: gettext catalogues (``.po``), one folder a language, one file an area of the site."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from mitodoke.outputs.open_data.codes import CODE_LISTS


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_CODES: dict[str, dict[str, str]] = {
    "en": {code.label: _capital(code.label_en) for codes in CODE_LISTS for code in codes.codes}
}
FOLDER = Path(__file__).parent


@cache
def catalogue(language: str) -> dict[str, str | tuple[str, str]]:
    """Every translated text of `language` by its Japanese; a pair is singular and plural.

    The codes of the open data bring their own English names. Read once from the text files, so that no compiled copy can be out of date.
    """
    texts: dict[str, str | tuple[str, str]] = dict(_CODES.get(language, {}))
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if not message.id or not message.string:
                    continue
                if isinstance(message.id, str) and isinstance(message.string, str):
                    texts[message.id] = message.string
                elif not isinstance(message.string, str):
                    texts[message.id[0]] = (message.string[0], message.string[1])
    return texts
