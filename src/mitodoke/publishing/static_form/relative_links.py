"""Makes a page work from any folder: links from the root of the site become relative ones to files."""

from __future__ import annotations

import re

_LINK = re.compile(rb'\b((?:href|src|action|data-[a-z-]+)=")(/[^"/][^"]*|/)"')
INDEX = "index.html"


def file_of(address: str) -> str:
    """The file that stands for an address below the root: a page is the index of its folder."""
    path = address.lstrip("/")
    return f"{path}{INDEX}" if not path or path.endswith("/") else path


def with_relative_links(page: bytes, address: str) -> bytes:
    """`page`, which stands at `address`, with its links relative; a query leads nowhere in a file and is cut.

    Only attributes that hold addresses are touched, and of those only addresses that begin with one slash.
    """

    def relative(match: re.Match[bytes]) -> bytes:
        return match[1] + relative_link(match[2].decode(), address).encode() + b'"'

    return _LINK.sub(relative, page)


def relative_link(target: str, address: str) -> str:
    """The link from the page at `address` to `target`; both begin at the root of the site."""
    path, mark, fragment = target.partition("#")
    path = path.partition("?")[0]
    return f"{'../' * file_of(address).count('/')}{file_of(path)}{mark}{fragment}"


def redirect_page(target: str, address: str) -> bytes:
    """A page that leads on to `target`, for addresses that a server would answer with a redirect."""
    page = (
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>→</title>'
        f'<meta http-equiv="refresh" content="0; url={relative_link(target, address)}">'
        '<meta name="robots" content="noindex"></head>'
        f'<body><p><a href="{target}">{target}</a></p></body></html>\n'
    )
    return with_relative_links(page.encode(), address)
