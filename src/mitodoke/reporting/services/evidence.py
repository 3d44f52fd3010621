"""Files of evidence: added, described and removed by who may save the answer, as long as it can be saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import parse_field, tidy_value, value_refusal
from mitodoke.domain.approval import Action
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.attach import load_answer
from mitodoke.reporting.models import Assignment, Evidence, EvidenceFile
from mitodoke.reporting.permissions import Actor, Permit, actor, authorise
from mitodoke.sources.read_text import UnreadableFileError
from mitodoke.sources.take_file import take_file

MOST_PIECES = 20
"""Files that stand at one answer at a time."""


@transaction.atomic
def add_evidence(
    *,
    assignment: Assignment,
    name: str,
    data: bytes,
    caption: str,
    is_public: bool = False,
    by: User,
    clock: Clock = timezone.now,
) -> Evidence:
    """Add the file `data` that came as `name` to the answer; `caption` says what it shows.

    ActionDenied for a file that is not taken (see `sources.evidence_files`), one that stands at the answer already, one too
    many, and wherever the answer cannot be saved. Bytes that are known already are not stored a second time.
    """
    current = load_answer(assignment)
    save = _allowed(current, by, clock)
    told = _tidy_caption(caption)
    try:
        file = take_file(data, name, unnamed="根拠資料")
    except UnreadableFileError as problem:
        raise ActionDenied(str(problem)) from problem
    standing = Evidence.objects.filter(assignment=current, removed_at__isnull=True)
    if known := standing.filter(file=file.sha256).first():
        raise ActionDenied(
            f"{file.name} は、「{known.caption}」としてすでに加えてあるファイルと同じ内容です。"
        )
    if standing.count() >= MOST_PIECES:
        raise ActionDenied(
            f"1つの回答に加えられるファイルは{MOST_PIECES}個までです。不要なものを外してから加えてください。"
        )
    last = Evidence.objects.filter(assignment=current).aggregate(last=Max("position"))["last"]
    piece = Evidence(
        assignment=current,
        position=(last or 0) + 1,
        name=file.name,
        caption=told,
        is_public=is_public,
        added_by=save.who.name,
        added_at=save.who.at,
    )
    if not EvidenceFile.objects.filter(pk=file.sha256).exists():
        EvidenceFile.objects.create(
            sha256=file.sha256,
            kind=file.kind,
            size=len(data),
            kept_by=save.who.name,
            kept_at=save.who.at,
            data=data,
        )
    piece.file_id = file.sha256
    piece.save()
    _record(save, current, HistoryAct.ADD_EVIDENCE, None, _described(piece))
    return piece


@transaction.atomic
def change_evidence(
    *, evidence: Evidence, caption: str, is_public: bool, by: User, clock: Clock = timezone.now
) -> Evidence:
    """Describe a piece anew, or say whether the public may see it; nothing happens where nothing differs."""
    current = _standing(evidence)
    told = _tidy_caption(caption)
    if (current.caption, current.is_public) == (told, is_public):
        return current
    before = _described(current)
    current.caption, current.is_public = told, is_public
    answer = load_answer(current.assignment)
    _record(_allowed(answer, by, clock), answer, HistoryAct.CHANGE_EVIDENCE, before, _described(current))
    current.save(update_fields=["caption", "is_public"])
    return current


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User, clock: Clock = timezone.now) -> Evidence:
    """Take a piece off the answer; its row and its bytes stay for the record."""
    current = _standing(evidence)
    answer = load_answer(current.assignment)
    save = _allowed(answer, by, clock)
    _record(save, answer, HistoryAct.REMOVE_EVIDENCE, _described(current), None)
    current.removed_by, current.removed_at = save.who.name, save.who.at
    current.save(update_fields=["removed_by", "removed_at"])
    return current


def _standing(evidence: Evidence) -> Evidence:
    current = Evidence.objects.select_related("assignment").get(pk=evidence.pk)
    if current.removed_at is not None:
        raise ActionDenied(f"{current.name} はすでに外されています。画面を開き直して確かめてください。")
    return current


@dataclass(frozen=True, slots=True, kw_only=True)
class _Save:
    """That somebody may save an answer now: who, and as what."""

    who: Actor
    permit: Permit


def _allowed(answer: Assignment, by: User, clock: Clock) -> _Save:
    who = actor(by, clock)
    municipality = answer.round.document.municipality_id
    permit = authorise(who, answer, answer.round, Action.SAVE, municipality=municipality)
    return _Save(who=who, permit=permit)


def _record(save: _Save, answer: Assignment, act: HistoryAct, before: str | None, after: str | None) -> None:
    """Move the answer on as saving does, and write down what happened."""
    state_before = answer.state
    answer.revision += 1
    answer.state = save.permit.line.next_state.value
    answer.save(update_fields=["revision", "state"])
    save.who.event(
        save.permit.grant,
        proxy=save.permit.proxy,
        round=answer.round,
        assignment=answer,
        act=act,
        before=before,
        after=after,
        state_before=state_before,
        state_after=answer.state,
        revision=answer.revision,
    ).save()


def _described(piece: Evidence) -> str:
    """What the trail says of a piece."""
    return f"{piece.caption}（{piece.name}、{'公開してよい' if piece.is_public else '公開しない'}）"


def _tidy_caption(caption: str) -> str:
    told = tidy_value(caption)
    if told is None:
        raise ActionDenied("根拠資料のファイルには、何を示す資料かの説明を入力してください。")
    rule = parse_field("evidence.1.caption")
    assert rule is not None
    if refusal := value_refusal(rule, told):
        raise ActionDenied(refusal)
    return " ".join(told.split())
