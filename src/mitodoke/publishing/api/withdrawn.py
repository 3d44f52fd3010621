"""The answer about a withdrawn edition: that it was, when and why."""

from __future__ import annotations

import re

from mitodoke.publishing.api.problem import ApiProblemError
from mitodoke.publishing.language.speak import JAPANESE, LANGUAGES, speaking
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.presentation.withdrawn import notice_sentence
from mitodoke.publishing.queries import withdrawals_of

_NAME = re.compile(r"[a-z_]+-(\d{6})-(?:\d{4}|unknown)-v\d{1,9}", re.ASCII)


def deny_withdrawn(name: str) -> None:
    """ApiProblemError (410) where `name` is that of a withdrawn edition."""
    match = _NAME.fullmatch(name)
    for row in withdrawals_of(match[1]) if match else ():
        if name == f"{row.kind}-{row.code}-{year_segment(row.fiscal_year)}-v{row.version}":
            with speaking(JAPANESE):
                told = notice_sentence(row)
            with speaking(next(one for one in LANGUAGES if one != JAPANESE)):
                told_en = notice_sentence(row)
            raise ApiProblemError(410, "withdrawn_edition", told, told_en)
