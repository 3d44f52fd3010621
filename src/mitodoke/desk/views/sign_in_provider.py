"""Signing in by the city's provider: sent there, and come back."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from mitodoke.desk.accounts.own_address import own_address
from mitodoke.desk.accounts.provider.flow import begin, claimed_name, come_back, match_person
from mitodoke.desk.accounts.provider.settings import ProviderSettings
from mitodoke.desk.accounts.sign_in_steps import note_attempt, pass_first_step
from mitodoke.desk.accounts.words import SignInStep
from mitodoke.desk.views.sign_in import onward_of, sign_in_page
from mitodoke.domain.action import ActionDenied

_KEY = "desk_provider"


@require_GET
def to_provider(request: HttpRequest) -> HttpResponse:
    """On to the provider, with what this browser will be recognised by."""
    provider = _provider()
    onward = onward_of(request)
    if request.user.is_authenticated:
        return redirect(onward)
    back = own_address(request, reverse("desk:login_provider_back"))
    try:
        address, kept = begin(provider, redirect_uri=back, onward=onward, now=timezone.now())
    except ActionDenied as denied:
        return sign_in_page(request, onward=onward, denied=str(denied), status=422)
    request.session.cycle_key()
    request.session[_KEY] = kept
    return HttpResponseRedirect(address)


@require_GET
def back_from_provider(request: HttpRequest) -> HttpResponse:
    """Whoever the provider vouches for and has an account here is signed in; what is kept serves once."""
    provider, now = _provider(), timezone.now()
    if request.user.is_authenticated:
        return redirect("desk:home")
    kept = request.session.pop(_KEY, None)
    onward = str(kept["onward"]) if kept else reverse("desk:home")
    try:
        claims = come_back(provider, kept=kept, told=request.GET.dict(), now=now)
    except ActionDenied as denied:
        return sign_in_page(request, onward=onward, denied=str(denied), status=422)
    try:
        person = match_person(provider, claims, now=now)
    except ActionDenied as denied:
        name = claimed_name(provider, claims)
        note_attempt(request, username=name, succeeded=False, step=SignInStep.PROVIDER)
        return sign_in_page(request, onward=onward, denied=str(denied), status=422)
    done = pass_first_step(request, person, step=SignInStep.PROVIDER, onward=onward, now=now)
    return redirect(onward if done else "desk:login_code")


def _provider() -> ProviderSettings:
    """The provider; Http404 where none is set up, so that nothing of it shows."""
    provider: ProviderSettings | None = settings.OIDC
    if provider is None:
        raise Http404
    return provider
