"""The key under which a yearly event keeps its name: without its year, its number of times and its dress."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import comparable

_NUMERAL = r"[0-9一二三四五六七八九十百]{1,4}"
_YEAR = r"(?:(?:令和|平成|昭和)(?:元|[0-9]{1,2})|(?<![0-9])(?:19|20)[0-9]{2})(?:年度?)?(?:版)?"
_CHANGING = re.compile(rf"第{_NUMERAL}[回弾期次]|{_YEAR}|vol\.?[0-9]{{1,3}}|[0-9]{{1,3}}周年(?:記念)?")
_DRESS = re.compile(r"[\s「」『』【】〈〉《》()\[\]・･、,。.~!?\"'“”‘’:;/|*-]")


def event_key(title: str) -> str:
    """The key of an event over the years: ``令和6年度 第3回 花まつり`` and ``花まつり`` have the same one."""
    stripped = _CHANGING.sub("", comparable(title))
    return _DRESS.sub("", stripped) or _DRESS.sub("", comparable(title))


def title_key(title: str) -> str:
    """The key of a title within one year: only white space, width, brackets and dots do not count."""
    return _DRESS.sub("", comparable(title)) or comparable(title)
