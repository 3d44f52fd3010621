"""Signing in by the city's provider: the good way, and every way in which it must not work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from desk.accounts.phone import PASSWORD, code, secured
from desk.accounts.provider_server import CLIENT, SECRET, Provider, new_key, running_provider
from desk.city import body
from mitodoke.desk.accounts.provider.settings import ProviderSettings, provider_settings
from mitodoke.desk.models import ProviderIdentity, SignInAttempt

pytestmark = pytest.mark.django_db
TO, BACK = "/desk/login/provider/", "/desk/login/provider/back/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:  # type: ignore[no-untyped-def]
    with running_provider() as running:
        settings.OIDC = configured(running.issuer)
        yield running


@pytest.fixture
def person() -> User:
    return User.objects.create_user("tanto", email="tanto@city.example", last_name="花")


def configured(issuer: str, **more: Any) -> ProviderSettings:
    values: dict[str, Any] = {
        "issuer": issuer, "client_id": CLIENT, "secret": SECRET, "claim": "preferred_username",
        "name": "庁内認証", "checks_second_factor": False,
    }  # fmt: skip
    return ProviderSettings(**(values | more))


def go(provider: Provider, client: Client, **more: str) -> Any:
    """To the provider, sign in there, and back."""
    brought = provider.authorize(client.get(TO, {"next": "/desk/roles/"})["Location"])
    return client.get(BACK, brought | more)


def inside(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_off_by_default_and_nothing_of_it_shows(client: Client) -> None:
    assert client.get(TO).status_code == client.get(BACK).status_code == 404
    assert "組織の認証" not in body(client.get("/desk/login/"))


def test_the_good_way(provider: Provider, person: User, client: Client) -> None:
    assert "庁内認証" in body(client.get("/desk/login/"))
    before = client.session.session_key
    answer = go(provider, client)
    assert answer["Location"] == "/desk/roles/"
    assert inside(client)
    assert client.session.session_key != before
    assert provider.asked[0]["redirect_uri"] == "http://testserver/desk/login/provider/back/"
    assert ProviderIdentity.objects.get().subject == "u-1"
    attempt = SignInAttempt.objects.get()
    assert (attempt.username, attempt.step, attempt.succeeded) == ("tanto", "provider", True)
    assert inside(again := Client()) is False
    assert go(provider, again).status_code == 302, "the second time as well"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"claims": {"nonce": "other"}}, "このサインインへの返事ではない"),
        ({"claims": {"nonce": None}}, "必要な項目がない"),
        ({"claims": {"nonce": 5}}, "このサインインへの返事ではない"),
        ({"claims": {"aud": "other"}}, "別のシステムにあてたもの"),
        ({"claims": {"aud": [CLIENT, "other"]}}, "別のシステムにあてたもの"),
        ({"claims": {"azp": "other"}}, "別のシステムにあてたもの"),
        ({"claims": {"iss": "https://elsewhere.example"}}, "発行者が違う"),
        ({"claims": {"exp": 1_700_000_000, "iat": 1_699_999_000}}, "期限が切れている"),
        ({"claims": {"exp": None}}, "必要な項目がない"),
        ({"claims": {"iat": 99_999_999_999, "exp": 99_999_999_999}}, "時刻が先になっている"),
        ({"claims": {"sub": None}}, "必要な項目がない"),
        ({"signing_key": "another"}, "署名が正しくない"),
        ({"algorithm": "none"}, "署名の方式を使えない"),
        ({"algorithm": "HS256", "signing_key": SECRET * 4}, "署名の方式を使えない"),
        ({"header": {"kid": "k2"}}, "署名の鍵が見つからない"),
    ],
)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_token_that_proves_nothing_is_refused(
    provider: Provider, person: User, client: Client, changed: dict[str, Any], told: str
) -> None:
    for name, value in changed.items():
        setattr(provider, name, new_key() if value == "another" else value)
    answer = go(provider, client)
    assert answer.status_code == 422
    assert told in body(answer)
    assert 'role="alert"' in body(answer)
    assert not inside(client)


def test_the_public_key_is_no_shared_secret(provider: Provider, person: User, client: Client) -> None:
    """The old attack: HS256 with the published key as its secret."""
    from cryptography.hazmat.primitives import serialization

    public = provider.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    provider.algorithm, provider.signing_key = "HS256", public
    assert go(provider, client).status_code == 422


@pytest.mark.parametrize(
    ("brought", "told"),
    [
        ({"state": "other"}, "途中で切れました"),
        ({"state": ""}, "途中で切れました"),
        ({"state": "\ud83d花" * 100}, "途中で切れました"),
        ({"code": ""}, "途中で切れました"),
        ({"iss": "https://elsewhere.example"}, "途中で切れました"),
        ({"error": "access_denied"}, "取り消されました"),
        ({"error": "<script>"}, "途中で切れました"),
        ({"code": "another"}, "正しい応答がありません"),
    ],
)
def test_what_the_browser_brings_back_is_checked(
    provider: Provider, person: User, client: Client, brought: dict[str, str], told: str
) -> None:
    kept = {name: value.encode("utf-8", "replace").decode() for name, value in brought.items()}
    answer = go(provider, client, **kept)
    assert answer.status_code == 422
    assert told in body(answer)
    assert "<script>" not in body(answer)
    assert not inside(client)


def test_nobody_comes_back_twice_or_without_having_left(
    provider: Provider, person: User, client: Client
) -> None:
    brought = provider.authorize(client.get(TO)["Location"])
    assert Client().get(BACK, brought).status_code == 422, "another browser"
    assert client.get(BACK, brought | {"state": "x"}).status_code == 422
    assert client.get(BACK, brought).status_code == 422, "what was kept served once"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/.well-known/openid-configuration", (500, "{}")),
        ("/.well-known/openid-configuration", (200, "not json")),
        ("/.well-known/openid-configuration", (200, "[" * 100_000)),
        ("/.well-known/openid-configuration", (200, '{"issuer": "https://elsewhere.example"}')),
        ("/.well-known/openid-configuration", (200, " " * 1_000_001)),
        ("/.well-known/openid-configuration", (302, "http://127.0.0.1:1/")),
        ("/token", (200, "{}")),
        ("/token", (200, '{"id_token": "x.y.z"}')),
        ("/token", (302, "http://127.0.0.1:1/")),
        ("/jwks", (200, '{"keys": []}')),
        ("/jwks", (200, '{"keys": 5}')),
        ("/jwks", (200, "[]")),
    ],
)
def test_a_provider_that_answers_badly_is_told_in_words(
    provider: Provider, person: User, client: Client, path: str, answer: tuple[int, str]
) -> None:
    if path.startswith("/.well"):
        provider.answers[path] = answer
        page = client.get(TO)
    else:
        brought = provider.authorize(client.get(TO)["Location"])
        provider.answers[path] = answer
        page = client.get(BACK, brought)
    assert page.status_code == 422
    assert 'role="alert"' in body(page)


def test_no_account_is_ever_made(provider: Provider, client: Client) -> None:
    answer = go(provider, client)
    assert answer.status_code == 422
    assert "「tanto」の利用者はこのシステムに登録されていません" in body(answer)
    assert not User.objects.exists()
    assert SignInAttempt.objects.get().succeeded is False


@pytest.mark.parametrize("name", ["", None, 5, "TANTO", "<b>", "\x00tanto", "長" * 5000, ["tanto"]])
def test_names_that_are_nobody_s(provider: Provider, person: User, client: Client, name: object) -> None:
    provider.claims = {"preferred_username": name}
    answer = go(provider, client)
    assert answer.status_code == 422
    assert "<b>」" not in body(answer)


def test_a_stopped_account_stays_out(provider: Provider, person: User, client: Client) -> None:
    User.objects.update(is_active=False)
    assert go(provider, client).status_code == 422


def test_the_same_name_with_another_identity_is_refused(
    provider: Provider, person: User, client: Client
) -> None:
    go(provider, client)
    provider.claims = {"sub": "u-2"}
    other = Client()
    assert "以前に別の人の組織の認証と結び付いています" in body(go(provider, other))
    provider.claims = {"sub": "u-1", "preferred_username": "kouninn"}
    User.objects.create_user("kouninn")
    assert "すでに別の利用者と結び付いています" in body(go(provider, other))


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"email": "TANTO@city.example", "email_verified": True}, 302),
        ({"email": "tanto@city.example", "email_verified": False}, 422),
        ({"email": "tanto@city.example", "email_verified": "true"}, 422),
        ({"email": "tanto@city.example"}, 422),
        ({"email": "two@city.example", "email_verified": True}, 422),
    ],
)
def test_mail_addresses_name_accounts_only_when_verified_and_unique(
    provider: Provider, person: User, client: Client, settings: Any, claims: dict[str, Any], status: int
) -> None:
    for number in range(2):
        User.objects.create_user(f"two{number}", email="two@city.example")
    settings.OIDC = configured(provider.issuer, claim="email")
    provider.claims = claims
    assert go(provider, client).status_code == status


def test_the_second_factor_is_asked_for_here_unless_the_provider_sees_to_it(
    provider: Provider, person: User, client: Client, settings: Any
) -> None:
    secured(person)
    assert go(provider, client)["Location"] == "/desk/login/code/"
    assert not inside(client)
    answer = client.post("/desk/login/code/", {"code": code(person)})
    assert answer["Location"] == "/desk/roles/"
    settings.OIDC = configured(provider.issuer, checks_second_factor=True)
    assert go(provider, Client())["Location"] == "/desk/roles/"


def test_signing_in_here_can_be_closed(
    provider: Provider, person: User, client: Client, settings: Any
) -> None:
    person.set_password(PASSWORD)
    person.save()
    settings.LOCAL_SIGN_IN = False
    assert 'type="password"' not in body(client.get("/desk/login/"))
    answer = client.post("/desk/login/", {"username": "tanto", "password": PASSWORD})
    assert answer.status_code == 422
    assert "組織の認証を使ってください" in body(answer)


def test_where_one_goes_afterwards_is_this_site(provider: Provider, person: User, client: Client) -> None:
    brought = provider.authorize(client.get(TO, {"next": "https://elsewhere.example/"})["Location"])
    assert client.get(BACK, brought)["Location"] == "/desk/"


def test_settings_from_the_environment(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n", encoding="utf-8")
    good = {
        "MITODOKE_OIDC_ISSUER": "https://id.city.example",
        "MITODOKE_OIDC_CLIENT_ID": "mitodoke",
        "MITODOKE_OIDC_SECRET_FILE": str(secret),
    }
    made = provider_settings(good)
    assert made is not None
    assert made.secret == "s3cret"
    assert "s3cret" not in repr(made)
    assert provider_settings({}) is None
    for wrong in (
        {"MITODOKE_OIDC_ISSUER": "http://id.city.example"},
        {"MITODOKE_OIDC_ISSUER": "id.city.example"},
        {"MITODOKE_OIDC_ISSUER": "http://[::1"},
        {"MITODOKE_OIDC_CLIENT_ID": ""},
        {"MITODOKE_OIDC_SECRET_FILE": str(tmp_path / "none")},
    ):
        with pytest.raises(ValueError, match="MITODOKE_OIDC_"):
            provider_settings(good | wrong)
