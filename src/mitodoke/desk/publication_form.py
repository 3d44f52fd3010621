"""What the forms about publishing send: the moment of release, the kind of change, and the reasons."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django import forms
from django.utils import timezone

from mitodoke.desk.forms import WarekiDateField, first_problem
from mitodoke.desk.plain_form import PlainForm
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.outputs.reports.comparison import Correction
from mitodoke.publishing.change_reasons import LONGEST

LATER = "later"
"""The choice of a later release."""
RECORD, GROUP, REST = "why-record:", "why-group:", "why-rest"
"""How the fields of reasons are named: of a record by its id, of a kind of records, of all others."""


class ReleaseForm(PlainForm):
    """Day and time of a release, on the clock of Japan."""

    release_on = WarekiDateField(label="公表する日", max_length=40)
    release_time = forms.TimeField(
        label="公表する時刻", error_messages={"invalid": "「10:00」のように入力してください。"}
    )


def typed_release(sent: Mapping[str, str]) -> datetime.datetime:
    """The moment that the fields tell; ActionDenied with what is wrong in them."""
    form = ReleaseForm(sent)
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    day, time = form.cleaned_data["release_on"], form.cleaned_data["release_time"]
    return timezone.make_aware(datetime.datetime.combine(day, time), timezone.get_default_timezone())


def release_of(sent: Mapping[str, str]) -> datetime.datetime | None:
    """The moment of release that the form of publishing asks for; None: at once.

    ActionDenied where a day or time is typed beside 今すぐ: what was meant to wait must not go out by a slip.
    """
    if sent.get("release") == LATER:
        return typed_release(sent)
    if _text(sent, "release_on") or _text(sent, "release_time"):
        raise ActionDenied(
            "公表する日か時刻が入力されていますが、「今すぐ公表する」が選ばれています。その日時に公表するときは"
            "「日時を決めて公表する」を選び、今すぐ公表するときは日と時刻を空にしてください。"
        )
    return None


def reasons_of(sent: Mapping[str, str], changes: Sequence[Correction]) -> ChangeReasons | None:
    """The kind of change and the reasons as typed; None where no kind is chosen.

    A record has its own reason, else that of its kind of records; the rest is for `ChangeReasons` to tell.
    """
    kind = sent.get("change", "")
    if kind not in set(ChangeKind):
        return None
    told = []
    for subject, group in {one.subject: one.group for one in changes}.items():
        reason = _text(sent, f"{RECORD}{subject}") or _text(sent, f"{GROUP}{group}")
        if reason:
            told.append((subject, reason))
    return ChangeReasons(kind=ChangeKind(kind), rest=_text(sent, REST) or None, by_subject=tuple(told))


def _text(sent: Mapping[str, str], name: str) -> str:
    """What was typed; a character more than is allowed is kept, so that it is refused and not cut."""
    return sent.get(name, "").replace("\x00", "").strip()[: LONGEST + 1]
