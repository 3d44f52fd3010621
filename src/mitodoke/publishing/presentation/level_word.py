"""The name of a level as pages show it: a word of the site, or a document's own word for its levels."""

from __future__ import annotations

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.outline import ItemKind
from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.printed import printed


class OwnWord(str):
    """A document's own word: a template shows it isolated and marked as Japanese, a plain text takes it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The word for a page."""
        return printed(str(self))


def level_words(content: DocumentContent) -> dict[ItemKind, OwnWord]:
    """The names that the document gives its levels itself."""
    return {level.kind: OwnWord(level.name) for level in content.levels}


def spoken_level(kind: ItemKind, own: dict[ItemKind, OwnWord]) -> str:
    """As `level_word` for places that know no mark-up, as in a chart: outside Japanese no word of a document."""
    if kind not in own:
        return tr(kind.label)
    return str(own[kind]) if language() == JAPANESE else tr("項目")


def level_word(kind: ItemKind, own: dict[ItemKind, OwnWord], count: int | None = None) -> str:
    """What an item of `kind` is called: by the document's own word, else by that of the site (for `count` of them)."""
    if kind in own:
        return own[kind]
    return tr(kind.label) if count is None else tr(kind.label, count=count)
