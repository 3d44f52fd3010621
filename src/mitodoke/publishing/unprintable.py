"""What is said before 公表 of characters that no font of the reports has."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.fonts import FontsMissingError, find_fonts
from mitodoke.outputs.reports.unprintable import unprintable_characters
from mitodoke.publishing.kept_drafts import kept_while_equal
from mitodoke.publishing.report_settings import settings_of

_TOLD = 20
"""How many characters are told one by one."""

_kept = kept_while_equal(unprintable_characters)


def unprintable_notices(edition: Edition) -> tuple[str, ...]:
    """A sentence for each character with its code and where it stands; none where reports show everything.

    A notice and no finding: the data keep the character and only the PDF shows 〓, so that nothing has to be
    waited for. FontsMissingError of the reports is told the same way.
    """
    try:
        settings = settings_of(edition)
        found = _kept(edition, settings, find_fonts(settings.font))
    except FontsMissingError as problem:
        return (str(problem),)
    rest = len(found) - _TOLD
    told = tuple(one.sentence for one in found[:_TOLD])
    return (*told, f"字形のない文字が、ほかに{rest:,}字あります。") if rest > 0 else told
