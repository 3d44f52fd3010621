"""The organisations of a register with their spellings, and which of them seem to be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.named_groups import Mention, Spelling, spellings_of
from mitodoke.audit.checks.near_names import near_pairs
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.japanese_text import comparable

_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class OrganisationNames:
    """`forms`: by bare name its spellings, of each comparable form one; `near`: bare names one slip apart.

    `longer`: bare names with the bare name of the same organisation with an addition set off by a space.
    """

    forms: dict[str, list[Spelling]]
    near: tuple[tuple[str, str], ...]
    longer: tuple[tuple[str, str], ...]

    def one_name(self) -> dict[str, str]:
        """For each bare name the one that stands for it and all its near and longer forms."""
        leader: dict[str, str] = {name: name for name in self.forms}
        for one, other in (*self.near, *self.longer):
            old, new = leader[other], leader[one]
            if old != new:
                leader[other] = new
        return leader


def organisation_names(content: DocumentContent) -> OrganisationNames:
    """The organisations that the entries name; prose cells are left out."""
    by_form: dict[str, dict[str, Spelling]] = defaultdict(dict)
    longer: list[tuple[str, str]] = []
    heads: dict[str, str] = {}
    for spelling in spellings_of(_mentions(content)).values():
        bare = bare_organisation(spelling.printed)
        kept = by_form[bare].setdefault(comparable(spelling.printed), spelling)
        if kept is not spelling:
            kept.subjects += spelling.subjects
            kept.places += spelling.places
        head = (
            bare_organisation(spelling.printed.split(maxsplit=1)[0])
            if " " in spelling.printed.replace("\u3000", " ")
            else bare
        )
        if head != bare and len(head) >= _SHORTEST:
            heads[bare] = head
    longer = [(head, bare) for bare, head in heads.items() if head in by_form]
    forms = {bare: list(found.values()) for bare, found in by_form.items()}
    return OrganisationNames(forms, tuple(near_pairs(forms, shortest=_SHORTEST)), tuple(longer))


def _mentions(content: DocumentContent) -> Iterator[Mention]:
    for entry in content.entries:
        if not entry.organisations_are_prose:
            for organisation in entry.organisations:
                yield Mention(organisation.name, entry.entry_id, organisation.place)
