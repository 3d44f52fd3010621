"""The pages that were used last, within a limit of bytes; safe to use from many threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from mitodoke.config.page_store.kept_page import KeptPage

_LARGEST_SHARE = 8
"""A page larger than this part of the limit is not kept: it would drive out too many others."""


class PageStore:
    """Pages by key, the least recently used one dropped first when they exceed `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: Hashable, state: object) -> KeptPage | None:
        """The page kept under `key` if it shows the published state `state`; one of another state is dropped."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.state != state:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Hashable, page: KeptPage) -> None:
        """Keep `page` as the one used last, in the place of any other under `key`."""
        if page.size > self.limit // _LARGEST_SHARE:
            return
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        """The caller holds the lock."""
        self.size -= self._pages.pop(key).size
