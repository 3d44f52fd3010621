"""The true numbers of the measures, where the print repeats or misprints some."""

from __future__ import annotations


def true_numbers(printed: list[int | None]) -> list[int]:
    """The number of each measure in order, always rising.

    A printed number is believed where it goes on from the one before. A higher one (a measure was taken out, so
    a number is missing) is believed only where the next printed numbers go on rising from it; any other is a
    misprint or begins a new count under another heading, and the measure gets the next number.
    """
    result: list[int] = []
    last = 0
    for index, number in enumerate(printed):
        following = printed[index + 1] if index + 1 < len(printed) else None
        believed = number is not None and (
            number == last + 1
            or (last + 1 < number <= last + 10 and (following is None or following > number))
        )
        last = number if believed and number is not None else last + 1
        result.append(last)
    return result


def starts_again(printed: list[int | None], parents: list[int]) -> bool:
    """Whether the print counts anew under each parent: every parent's first printed number is 1, and there are several."""
    firsts: dict[int, int | None] = {}
    for number, parent in zip(printed, parents, strict=True):
        firsts.setdefault(parent, number)
    return len(firsts) > 1 and all(number == 1 for number in firsts.values())
