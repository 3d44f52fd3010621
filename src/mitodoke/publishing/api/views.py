"""The door of the API: methods, conditional requests, cross-origin reading, and problems as problem details."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from mitodoke import __version__
from mitodoke.publishing.api.compose import API, encoder
from mitodoke.publishing.api.endpoints import ENDPOINTS, Endpoint, Question, find_table
from mitodoke.publishing.api.openapi import openapi_document
from mitodoke.publishing.api.parameters import read_parameters
from mitodoke.publishing.api.problem import MEDIA_TYPE, ApiProblemError, not_found
from mitodoke.publishing.api.published import Published, shelf
from mitodoke.publishing.kept import keep_answer
from mitodoke.publishing.public_address import public_base

ALLOWED = "GET, HEAD, OPTIONS"
FRESH_SECONDS = 60
"""How long an answer may be used without asking again, so that a correction is seen within a minute: also for one
edition, which never changes but tells whether it is the newest."""

MOST_PARAMETERS = 1000
"""More than this in one question is no question; a form of the desk may have more."""

PREFLIGHT_SECONDS = 86_400
"""How long a browser may remember that other sites may read."""

View = Callable[..., HttpResponseBase]
Editions = tuple[Published, ...]
R = TypeVar("R", bound=HttpResponseBase)


def endpoint_view(endpoint: Endpoint) -> View:
    """The view of an endpoint."""

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponseBase:
        return _respond(request, lambda editions: _answer(request, endpoint, path, editions))

    return view


@csrf_exempt
def openapi_view(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document."""

    def answer(_: Editions) -> bytes:
        read_parameters((), _asked(request))
        return openapi_document(f"{get_script_prefix()}{API}".rstrip("/"))

    return _respond(request, answer)


@csrf_exempt
def unknown_view(request: HttpRequest) -> HttpResponseBase:
    """An address that the API does not have; one that only lacks its last slash is sent on."""
    if request.method in {"GET", "HEAD"} and not request.path_info.endswith("/"):
        try:
            found = resolve(f"{request.path_info}/")
        except Resolver404:
            found = None
        if found is not None and found.func is not unknown_view:
            return _open(HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True)))
    paths = tuple(f"/{API}{endpoint.path}" for endpoint in ENDPOINTS)

    def answer(_: Editions) -> bytes:
        raise not_found(
            "unknown_address",
            f"このアドレスはありません。{API}から、使えるアドレスをたどれます。",
            f"There is no such address; {API} tells which there are.",
            paths,
        )

    return _respond(request, answer)


def _answer(request: HttpRequest, endpoint: Endpoint, path: Mapping[str, str], editions: Editions) -> bytes:
    table = find_table(path["table"]) if "table" in path else None
    given = read_parameters(endpoint.accepts(table), _asked(request))
    question = Question(
        path=path,
        given=given,
        base=public_base(request),
        address=request.path.removeprefix(get_script_prefix()),
        editions=editions,
    )
    return encoder.encode(endpoint.answer(question))


def _asked(request: HttpRequest) -> dict[str, list[str]]:
    """The parameters of the question, each with all that was given for it."""
    asked = dict(request.GET.lists())
    if sum(map(len, asked.values())) > MOST_PARAMETERS:
        raise _too_many()
    return asked


def _respond(request: HttpRequest, answer: Callable[[Editions], bytes]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    try:
        if request.method not in {"GET", "HEAD"}:
            raise ApiProblemError(
                405,
                "reading_only",
                f"このAPIは読むだけです。使えるメソッドは{ALLOWED}です。",
                f"This service is for reading only; the methods are {ALLOWED}.",
            )
        published = shelf()
        etag = _etag(request, published.fingerprint)
        # A tag was given with a success only, so that it tells without work that this is one. A * was not.
        if request.headers.get("If-None-Match", "*") != "*":
            early = get_conditional_response(request, etag=etag)
            if early is not None and early.status_code == 304:
                return _cached(early, etag)
        body = answer(published.editions)
    except ApiProblemError as problem:
        return _problem(request, problem)
    except (TooManyFieldsSent, RequestDataTooBig):
        return _problem(request, _too_many())
    if request.method == "GET":
        keep_answer(request)
    response = _cached(_body(request, body, "application/json", 200), etag)
    if not any(name in request.META for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")):
        return response
    conditional: HttpResponseBase | None = get_conditional_response(request, etag=etag, response=response)
    if conditional is not None and conditional.status_code == 412:
        return _problem(request, _changed())
    return response if conditional is response else _cached(conditional or response, etag)


def _body(request: HttpRequest, body: bytes, media_type: str, status: int) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type, status=status)
    response["Content-Length"] = str(len(body))
    if request.method == "HEAD":
        response.content = b""
    return response


def _problem(request: HttpRequest, problem: ApiProblemError) -> HttpResponseBase:
    status = problem.problem.status
    response = _body(request, encoder.encode(problem.problem), MEDIA_TYPE, status)
    response["Cache-Control"] = "no-cache"
    if status == 405:
        response["Allow"] = ALLOWED
    return _open(response)


def _cached(response: R, etag: str) -> R:
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return _open(response)


def _open(response: R) -> R:
    """Any page of any site may read the answer."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Allow, Content-Length"
    # Reading from other sites is meant, also where a page asks to be isolated from them.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _preflight() -> HttpResponse:
    """What other sites may do: read."""
    response = _open(HttpResponse(status=204, headers={"Allow": ALLOWED, "Content-Length": "0"}))
    response["Access-Control-Allow-Methods"] = ALLOWED
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Match"
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _etag(request: HttpRequest, fingerprint: str) -> str:
    """The strong tag of an answer: of all that is published, the question, and the software that answers."""
    question = f"{__version__}\n{fingerprint}\n{public_base(request)}\n{request.get_full_path()}"
    return f'"{hashlib.sha256(question.encode()).hexdigest()[:32]}"'


def _too_many() -> ApiProblemError:
    return ApiProblemError(
        400,
        "too_many_parameters",
        "パラメーターが多すぎます。条件を減らしてください。",
        "There are too many parameters: ask with fewer.",
    )


def _changed() -> ApiProblemError:
    return ApiProblemError(
        412,
        "precondition_failed",
        "If-Matchのタグが、いまの内容と違います。読み直してください。",
        "The tag in If-Match is not that of what stands here now: read it again.",
    )
