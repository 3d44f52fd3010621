"""The account that a form of the desk names."""

from __future__ import annotations

from django.contrib.auth.models import User

from mitodoke.departments.queries import people_known_in
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied


def named_person(username: str, visit: Visit) -> User:
    """The account of this name, of those that the visitor's municipality may name; ActionDenied where there is none."""
    name = username.replace("\x00", "").strip()[:150]
    if not name:
        raise ActionDenied("職員を選んでください。")
    found = people_known_in(visit.codes).filter(username=name).first()
    if found is None:
        raise ActionDenied(f"「{name}」という利用者はいません。利用者名を確かめてください。")
    return found
