"""An OpenID Connect provider on the loopback address with keys of its own, which can be told to misbehave."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "mitodoke", "s3cret/with=signs"


def new_key() -> rsa.RSAPrivateKey:
    """A key pair to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it says; a test changes `claims`, `key`, `algorithm`, `header` or `answers` before somebody comes back."""

    issuer: str = ""
    key: Any = field(default_factory=new_key)
    signing_key: Any = None
    algorithm: str = "RS256"
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    challenge: str = ""
    nonce: str = ""

    def authorize(self, address: str) -> dict[str, str]:
        """Somebody signs in at the provider: what their browser brings back."""
        parts = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert parts["response_type"] == "code"
        assert parts["code_challenge_method"] == "S256"
        assert parts["scope"].split()[0] == "openid"
        self.challenge, self.nonce = parts["code_challenge"], parts["nonce"]
        return {"code": "the-code", "state": parts["state"]}

    def answer(self, path: str, sent: dict[str, str], authorization: str) -> tuple[int, str]:
        """Status and body for a request of this site."""
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            names = ("authorize", "token", "jwks")
            endpoints = dict(
                zip(("authorization_endpoint", "token_endpoint", "jwks_uri"), names, strict=True)
            )
            return 200, json.dumps(
                {"issuer": self.issuer} | {one: f"{self.issuer}/{name}" for one, name in endpoints.items()}
            )
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, json.dumps({"keys": [public | {"kid": "k1", "use": "sig"}]})
        if path == "/token":
            return self._token(sent, authorization)
        return 404, "{}"

    def _token(self, sent: dict[str, str], authorization: str) -> tuple[int, str]:
        self.asked.append(sent)
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge
        pair = base64.b64encode(b"mitodoke:s3cret%2Fwith%3Dsigns").decode()
        if not proved or authorization != f"Basic {pair}" or sent["code"] != "the-code":
            return 400, json.dumps({"error": "invalid_grant"})
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "u-1", "nonce": self.nonce, "iat": now, "exp": now + 300,
            "preferred_username": "tanto",
        }  # fmt: skip
        claims = {name: value for name, value in (claims | self.claims).items() if value is not None}
        key = None if self.algorithm == "none" else self.signing_key or self.key
        token = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "k1"} | self.header)
        return 200, json.dumps({"id_token": token, "access_token": "x", "token_type": "Bearer"})


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider that listens until the test is over."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self, sent: dict[str, str]) -> None:
            status, text = provider.answer(self.path, sent, self.headers.get("Authorization", ""))
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", text)
            self.end_headers()
            self.wfile.write(text.encode())

        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(text).items()})

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    yield provider
    server.shutdown()
    server.server_close()
