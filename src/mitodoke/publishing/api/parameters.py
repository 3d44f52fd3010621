"""Parameters of the API: what each accepts, how it is read, and its JSON Schema, all from one definition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mitodoke.publishing.api.problem import ApiProblemError, bad_value

LONGEST_TEXT = 200
MOST_VALUES = 20
_WHOLE = re.compile(r"(0|[1-9][0-9]{0,8})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One query parameter.

    `values` are the only values, if it has such; `minimum` and `maximum` make it a whole number; `repeatable` ones
    may be given several times, and then any of the values will do; `separated` takes several values with commas.
    """

    name: str
    title: str
    title_en: str
    example: str
    values: tuple[str, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    repeatable: bool = False
    separated: bool = False
    default: int | None = None

    def read(self, given: Sequence[str]) -> tuple[str, ...]:
        """The values as texts in their canonical form; ApiProblemError for anything unexpected."""
        if len(given) > (MOST_VALUES if self.repeatable else 1):
            most = f"{MOST_VALUES}個まで" if self.repeatable else "1つだけ"
            raise bad_value(
                self.name, f"{most}の値", f"at most {MOST_VALUES if self.repeatable else 1} value(s)"
            )
        texts = [part for text in given for part in text.split(",")] if self.separated else given
        for text in texts:
            self._check(text)
        return tuple(dict.fromkeys(texts))

    def _check(self, text: str) -> None:
        if self.values is not None:
            if text not in self.values:
                listed = "、".join(self.values)
                raise bad_value(self.name, listed, f"one of {', '.join(self.values)}", self.values)
        elif self.minimum is not None and self.maximum is not None:
            if not _WHOLE.match(text) or not self.minimum <= int(text) <= self.maximum:
                low, high = self.minimum, self.maximum
                raise bad_value(
                    self.name, f"{low}から{high}までの整数", f"a whole number from {low} to {high}"
                )
        elif not 1 <= len(text) <= LONGEST_TEXT:
            raise bad_value(
                self.name, f"1文字から{LONGEST_TEXT}文字までの文字列", f"1 to {LONGEST_TEXT} characters"
            )
        elif self.pattern and not re.search(self.pattern, text):
            raise bad_value(
                self.name, f"{self.title}（例: {self.example}）", f"{self.title_en}, such as {self.example}"
            )

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its value in OpenAPI."""
        one = self._one_schema()
        if self.separated:
            return {"type": "array", "items": one, "minItems": 1}
        if self.repeatable:
            return {"type": "array", "items": one, "minItems": 1, "maxItems": MOST_VALUES}
        return one

    def _one_schema(self) -> dict[str, Any]:
        if self.minimum is not None:
            number: dict[str, Any] = {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}
            return number | ({"default": self.default} if self.default is not None else {})
        if self.values is not None:
            return {"type": "string", "enum": list(self.values)}
        text: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
        return text | ({"pattern": self.pattern} if self.pattern else {})

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI describes it."""
        several = self.repeatable or self.separated
        example: Any = int(self.example) if self.minimum is not None else self.example
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": f"{self.title} / {self.title_en}",
            "schema": self.schema(),
            "example": self.example.split(",") if self.separated else [example] if several else example,
        } | ({"style": "form", "explode": not self.separated} if several else {})


Given = Mapping[str, tuple[str, ...]]
"""The parameters of a question that were given, each with its values in canonical form."""


def read_parameters(accepted: Sequence[Parameter], query: Mapping[str, Sequence[str]]) -> Given:
    """The values of a query; ApiProblemError for a name that is not accepted, or a value."""
    by_name = {parameter.name: parameter for parameter in accepted}
    for name in query:
        if name not in by_name:
            raise _unknown(name, tuple(by_name))
    return {name: by_name[name].read(values) for name, values in query.items()}


def _unknown(name: str, accepted: tuple[str, ...]) -> ApiProblemError:
    shown = name[:LONGEST_TEXT]
    if not accepted:
        detail, detail_en = "ここではパラメーターを指定できません", "no parameter is accepted here"
    else:
        detail = f"使えるのは{'、'.join(accepted)}です"
        detail_en = f"accepted are {', '.join(accepted)}"
    return ApiProblemError(
        400,
        "unknown_parameter",
        f"パラメーター「{shown}」はありません。{detail}。",
        f"There is no parameter “{shown}” here; {detail_en}.",
        parameter=shown,
        allowed=accepted,
    )
