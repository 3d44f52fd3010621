"""Whether an edition is public at a moment, and what a version says of its difference to the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class EditionState(StrEnum):
    """Where a frozen edition stands at one moment."""

    WAITING = "waiting"
    PUBLIC = "public"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """In words."""
        return {
            EditionState.WAITING: "公表待ち",
            EditionState.PUBLIC: "公表中",
            EditionState.STOPPED: "公表取りやめ",
            EditionState.WITHDRAWN: "取下げ",
        }[self]


def state_at(
    now: datetime.datetime, *, decided: bool, release_at: datetime.datetime | None, withdrawn: bool
) -> EditionState:
    """The state at the moment `now` by the last decision on the release.

    `decided` tells whether there is any decision (an edition without one was published at once, before decisions
    were kept); `release_at` is None where the last decision stopped the release. An edition is public from the
    moment of its release on, that moment included.
    """
    if withdrawn:
        return EditionState.WITHDRAWN
    if not decided:
        return EditionState.PUBLIC
    if release_at is None:
        return EditionState.STOPPED
    return EditionState.PUBLIC if release_at <= now else EditionState.WAITING


class ChangeKind(StrEnum):
    """What kind of change a later version is."""

    CORRECTION = "correction"
    UPDATE = "update"

    @property
    def label(self) -> str:
        """In words."""
        return {ChangeKind.CORRECTION: "訂正", ChangeKind.UPDATE: "更新"}[self]

    @property
    def meaning(self) -> str:
        """What to choose it for."""
        return {
            ChangeKind.CORRECTION: "前の版の誤りを直した",
            ChangeKind.UPDATE: "前の版の後に分かった事実を加えた",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReasons:
    """Why a version differs from the one before it.

    `by_subject` gives the reasons of single records by their ids, `rest` the reason of all others; None where every
    changed record has its own.
    """

    kind: ChangeKind
    rest: str | None = None
    by_subject: tuple[tuple[str, str], ...] = ()

    def reason_of(self, subject: str) -> str | None:
        """Why the record `subject` changed; None where that was not told."""
        return next((reason for one, reason in self.by_subject if one == subject), self.rest)

    def untold(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """Those of `subjects` that have no reason, each once and in their order."""
        if self.rest is not None:
            return ()
        told = {subject for subject, _ in self.by_subject}
        return tuple(dict.fromkeys(one for one in subjects if one not in told))
