"""Codes that change with time (TOTP, RFC 6238: six digits, 30 seconds, SHA-1 as every authenticator app knows it)."""

from __future__ import annotations

import datetime
import hmac
import unicodedata

import pyotp
import segno

STEP_SECONDS = 30
DRIFT = 1
"""Steps before and after the present one that are accepted, for clocks that differ by up to half a minute."""
ISSUER = "mitodoke"
_DIGITS = 6


def new_secret() -> str:
    """A random secret of 160 bits in base 32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def in_groups(text: str) -> str:
    """A secret as people type it: groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def matching_step(secret: str, typed: str, at: datetime.datetime) -> int | None:
    """The time step whose code was typed, the newest first; None where no accepted step has this code.

    Full-width digits and spaces are read as people type them. Every accepted step is compared, so that the time
    taken tells nothing.
    """
    code = typed_code(typed)
    now = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(max(now - DRIFT, 0), now + DRIFT + 1):
        expected = pyotp.TOTP(secret).generate_otp(step)
        if hmac.compare_digest(expected.encode(), code.encode()):
            found = step
    return found


def typed_code(typed: str) -> str:
    """What was typed as six ASCII digits, or an empty text where it is no code."""
    folded = unicodedata.normalize("NFKC", typed[:40])
    code = "".join(folded.split()).replace("-", "")
    return code if len(code) == _DIGITS and code.isascii() and code.isdigit() else ""


def qr_code(secret: str, username: str) -> str:
    """The secret as a picture (SVG markup) that authenticator apps read."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    return picture_of(address)


def picture_of(text: str) -> str:
    """`text` as a QR code: SVG markup without styles, dark on white in every colour scheme."""
    made = segno.make_qr(text, error="m")
    return str(
        made.svg_inline(scale=5, dark="#000", light="#fff", svgclass="qr-code", lineclass=None, omitsize=True)
    )
