"""What a spreadsheet shows for a date: western and Japanese years, in both date systems.

A date that is shown without its year, in English, or with two digits of a western year would lose what the cell
holds: it is written in full instead (``2024/6/29``), and the reader tells so.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from mitodoke.domain.fiscal_year import era_of
from mitodoke.sources.read_excel.number_format import Token, sections

_DATE_LETTERS = re.compile(r"[ymdhsgea]", re.IGNORECASE)
_RUN = re.compile(r"(?P<letter>[ymdhsgea])(?P=letter)*|am/pm|a/p|\[[hms]+\]|.", re.IGNORECASE | re.DOTALL)
_WEEKDAYS = "月火水木金土日"
_DAY = datetime.timedelta(days=1)
_LAST = 2_958_465
"""31 December 9999, the last day that a spreadsheet knows."""

_BUILT_IN = {
    14: "yyyy/m/d",
    15: "yyyy/m/d",
    16: "m/d",
    17: "yyyy/m",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: "ge.m.d",
    28: 'ggge"年"m"月"d"日"',
    29: 'ggge"年"m"月"d"日"',
    30: "yyyy/m/d",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"',
    36: "ge.m.d",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    50: "ge.m.d",
    51: 'ggge"年"m"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: "ge.m.d",
    58: 'ggge"年"m"月"d"日"',
}
_BUILT_IN_NUMBERS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    49: "@",
}
BUILT_IN_FORMATS = _BUILT_IN_NUMBERS | _BUILT_IN
"""The codes that files name by number, as a Japanese Excel shows them (ECMA-376 part 1, 18.8.30)."""


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The text of a date; `completed` where the cell shows less than it holds and the date is written in full."""

    text: str
    completed: bool = False


@lru_cache(maxsize=512)
def is_date_format(code: str) -> bool:
    """Whether the first section of `code` shows a date or a time."""
    first = sections(code)[0]
    plain = "".join(token.text for token in first if not token.literal)
    if re.search(r"[0#?]", plain) or "general" in plain.lower():
        return False
    return _DATE_LETTERS.search(plain) is not None


def shown_date(serial: Decimal, code: str, *, from_1904: bool) -> ShownDate | None:
    """The date that `serial` counts, as `code` shows it; None for a number that is no day of the system.

    1900: day 1 is 1 January 1900, and day 60 is a 29 February 1900 that never was. 1904: day 0 is 1 January 1904.
    """
    runs = _runs(sections(code)[0])
    if any(run.startswith("[") for run, literal in runs if not literal):
        return ShownDate(_duration(serial))
    moment = _moment(serial, from_1904=from_1904)
    if moment is None:
        return None
    letters = {
        run[0].lower() + (str(len(run)) if run[0] in "yYmM" else "") for run, literal in runs if not literal
    }
    has_day = any(letter[0] in "md" for letter in letters) and not (
        letters & {"h", "s"} and "d" not in letters
    )
    english = {"m3", "m4", "m5", "y1", "y2"} & letters or any(
        run.lower() in ("ddd", "dddd") for run, literal in runs if not literal
    )
    if (has_day and not any(letter[0] in "yge" for letter in letters)) or english:
        return ShownDate(f"{moment.year}/{moment.month}/{moment.day}", completed=True)
    return ShownDate(_written(runs, moment, first_year="gannen" in code.lower()))


def _moment(serial: Decimal, *, from_1904: bool) -> datetime.datetime | None:
    seconds = int((serial * 86_400).to_integral_value())
    days, seconds = divmod(seconds, 86_400)
    if from_1904:
        days += 1_462
    if not 0 <= days <= _LAST or (days == 60 and not from_1904):
        return None
    if days < 60:
        days += 1
    return datetime.datetime(1899, 12, 30) + days * _DAY + datetime.timedelta(seconds=seconds)  # noqa: DTZ001 - sheets know no zones


def _duration(serial: Decimal) -> str:
    minutes = int((serial * 1_440).to_integral_value())
    return f"{minutes // 60}:{minutes % 60:02}"


def _runs(section: tuple[Token, ...]) -> list[tuple[str, bool]]:
    """The tokens of a section with equal letters joined: (run, whether it is a literal)."""
    runs: list[tuple[str, bool]] = []
    plain = ""
    for token in section:
        if token.literal:
            runs += [(match[0], False) for match in _RUN.finditer(plain)]
            plain = ""
            runs.append((token.text, True))
        else:
            plain += token.text
    return runs + [(match[0], False) for match in _RUN.finditer(plain)]


def _written(runs: list[tuple[str, bool]], moment: datetime.datetime, *, first_year: bool) -> str:
    pieces: list[str] = []
    for index, (run, literal) in enumerate(runs):
        if literal:
            pieces.append(run)
        elif run[0] in "mM" and _is_minute(runs, index):
            pieces.append(f"{moment.minute:0{min(len(run), 2)}}")
        else:
            pieces.append(_part(run, moment, first_year=first_year))
    return "".join(pieces).strip()


def _is_minute(runs: list[tuple[str, bool]], index: int) -> bool:
    before = next((run[0].lower() for run, _ in reversed(runs[:index]) if _RUN_LETTER.match(run)), "")
    after = next((run[0].lower() for run, _ in runs[index + 1 :] if _RUN_LETTER.match(run)), "")
    return before == "h" or after == "s"


_RUN_LETTER = re.compile(r"[ymdhsge]+\Z", re.IGNORECASE)


def _part(run: str, moment: datetime.datetime, *, first_year: bool) -> str:
    letter, size = run[0].lower(), len(run)
    if run.lower() in ("am/pm", "a/p"):
        return "午前" if moment.hour < 12 else "午後"
    if letter in "ge":
        try:
            era = era_of(moment.date())
        except ValueError:
            return "" if letter == "g" else f"{moment.year}"
        if letter == "g":
            return era.letter if size == 1 else era.name[:1] if size == 2 else era.name
        year = moment.year - era.first_day.year + 1
        return "元" if year == 1 and first_year else f"{year:0{min(size, 2)}}"
    if letter == "a" and size >= 3:
        return _WEEKDAYS[moment.weekday()] + ("曜日" if size > 3 else "")
    numbers = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    return f"{numbers[letter]:0{min(size, 2)}}" if letter in numbers else run
