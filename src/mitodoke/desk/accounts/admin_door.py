"""The framework's tables under ``admin/`` open by the desk's own door only: own password, second factor, lock-out and limits hold there too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from mitodoke.departments.queries import rights_of
from mitodoke.desk.accounts.first_passwords import is_first_password
from mitodoke.desk.accounts.second_factor import must_set_up
from mitodoke.desk.accounts.sessions import look_at_session


class AdminDoor:
    """Middleware that looks at addresses of the admin and at no other, so that public pages touch no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The way through; the work is in `process_view`, which knows what an address means."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, parts: Any
    ) -> HttpResponse | None:
        """A redirect to the desk's door for who has not come through it; None to go on."""
        match = request.resolver_match
        if match is None or match.namespace != "admin":
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        person, now = request.user, timezone.now()
        if look_at_session(request, person, now).ended_at is not None:
            logout(request)
            return _sign_in(request)
        if match.url_name == "login":
            return HttpResponseRedirect(reverse("admin:index" if person.is_staff else "desk:home"))
        if is_first_password(person):
            return HttpResponseRedirect(reverse("desk:first_password"))
        if must_set_up(person, rights_of(person, timezone.localdate(now))):
            return HttpResponseRedirect(reverse("desk:second_factor"))
        return None


def _sign_in(request: HttpRequest) -> HttpResponse:
    match = request.resolver_match
    wanted = reverse("admin:index") if match and match.url_name == "login" else request.get_full_path()
    onward = wanted if request.method == "GET" else reverse("admin:index")
    return HttpResponseRedirect(f"{reverse('desk:login')}?{urlencode({'next': onward})}")
