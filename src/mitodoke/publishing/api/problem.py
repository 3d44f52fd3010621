"""What is wrong with a question, as problem details (RFC 9457): one sentence in Japanese and one in English."""

from __future__ import annotations

from dataclasses import dataclass

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    412: "Precondition Failed",
}
"""With the type ``about:blank`` the title is the name of the status (RFC 9457, section 4.2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The body of every answer that is no success.

    `code` is permanent and for programs; `detail` is the sentence in Japanese and `detail_en` in English;
    `parameter` names the parameter in question, `allowed` the values or names that would have been accepted.
    """

    title: str
    status: int
    code: str
    detail: str
    detail_en: str
    parameter: str | None = None
    allowed: tuple[str, ...] | None = None
    type: str = "about:blank"


class ApiProblemError(Exception):
    """A question that cannot be answered; it carries the problem to answer with."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        detail_en: str,
        *,
        parameter: str | None = None,
        allowed: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            title=TITLES[status],
            status=status,
            code=code,
            detail=detail,
            detail_en=detail_en,
            parameter=parameter,
            allowed=allowed,
        )


def bad_value(
    parameter: str, expected: str, expected_en: str, allowed: tuple[str, ...] | None = None
) -> ApiProblemError:
    """A parameter whose value is not what was expected."""
    return ApiProblemError(
        400,
        "bad_value",
        f"パラメーター{parameter}の値が正しくありません。{expected}を指定してください。",
        f"The value of the parameter {parameter} is not valid: {expected_en} was expected.",
        parameter=parameter,
        allowed=allowed,
    )


def not_found(
    code: str, detail: str, detail_en: str, allowed: tuple[str, ...] | None = None
) -> ApiProblemError:
    """Something that the address names and that is not there."""
    return ApiProblemError(404, code, detail, detail_en, allowed=allowed)
