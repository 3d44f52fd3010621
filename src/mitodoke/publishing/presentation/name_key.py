"""A name as a word of an address that depends on the name alone and differs from that of every other name."""

from __future__ import annotations

from hashlib import sha256

from mitodoke.publishing.presentation.text import address_key, one_line

_LONGEST = 40


def name_key(name: str) -> str:
    """`name` itself where it is safe and short; else made safe, cut, and told apart by eight digits of its hash.

    Since it looks at nothing but the name, an address stays right whatever is published later.
    """
    key = address_key(one_line(name))
    if key == name and "~" not in key and len(key) <= _LONGEST:
        return key
    told = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{key[:_LONGEST]}~{told}"
