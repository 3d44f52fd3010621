"""The rules of passwords (after NIST SP 800-63B): long, not a common one, not like the person's own names.

Nothing about kinds of signs, and no forced change: both lead to worse passwords.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

SHORTEST = 12
_FEWEST_SIGNS = 5


class PasswordRules:
    """A validator of Django's kind that tells each rule in plain Japanese."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator()
        self._similar = UserAttributeSimilarityValidator(
            user_attributes=("username", "first_name", "last_name", "email"), max_similarity=0.7
        )

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError with every rule that `password` does not keep."""
        problems = []
        if len(password) < SHORTEST:
            problems.append(
                f"パスワードが短すぎます（{len(password)}文字）。{SHORTEST}文字以上にしてください。"
            )
        if password and len(set(password)) < _FEWEST_SIGNS:
            problems.append("同じ文字の繰返しは推測されます。別のパスワードにしてください。")
        if _fails(self._common, password):
            problems.append("よく使われるパスワードなので推測されます。別のパスワードにしてください。")
        if _fails(self._similar, password, user):
            problems.append("利用者名、氏名またはメールアドレスに似ています。別のパスワードにしてください。")
        if problems:
            raise ValidationError([ValidationError(one) for one in problems])

    def get_help_text(self) -> str:
        """The rules in one sentence."""
        return (
            f"{SHORTEST}文字以上にしてください。よく使われるパスワードと、利用者名や氏名に似たものは使えません。"
            "文字の種類の決まりはなく、空白や日本語も使えます。"
        )


def _fails(
    rule: CommonPasswordValidator | UserAttributeSimilarityValidator,
    password: str,
    user: User | None = None,
) -> bool:
    try:
        rule.validate(password, user)
    except ValidationError:
        return True
    return False
