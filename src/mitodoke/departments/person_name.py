"""How a person is called in history and on pages."""

from __future__ import annotations

from django.contrib.auth.models import User


def person_name(person: User) -> str:
    """Family name and given name as Japanese write them; the account's name where there are none."""
    return f"{person.last_name} {person.first_name}".strip() or person.get_username()
