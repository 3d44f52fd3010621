"""根拠資料のファイル: taken with the form of an answer, and given out to be saved, never to be shown or run."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitodoke.desk.presentation.evidence_list import TypedEvidence
from mitodoke.desk.views.workbooks import attached
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.reporting.models import Evidence
from mitodoke.reporting.queries import evidence_of, readable_evidence
from mitodoke.reporting.services import add_evidence, change_evidence, remove_evidence

CHOOSE_AGAIN = "ファイルは、もう一度選んでください。"


@require_safe
def answer_evidence(request: HttpRequest, visit: Visit, assignment_id: int, evidence_id: int) -> HttpResponse:
    """One file, to be saved; a piece that was removed only for who reads the history of the whole city."""
    piece = readable_evidence(assignment=visit.answer, evidence_id=evidence_id, person=visit.person)
    if piece is None or (visit.link is not None and piece.removed_at is not None):
        raise Http404
    return given_out(bytes(piece.file.data), EvidenceKind(piece.file.kind), piece.name)


def given_out(data: bytes, kind: EvidenceKind, name: str) -> HttpResponse:
    """A kept file as an answer that is only ever saved."""
    response = attached(data, kind.media_type, name)
    # Whatever a browser makes of it nevertheless: it is no document of this site and may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def store_sent_evidence(request: HttpRequest, visit: Visit) -> tuple[int, list[str]]:
    """Remove, describe and add what the form of an answer says of files: how many changes, and every refusal."""
    done, refusals = 0, []
    for piece in evidence_of(assignment=visit.answer):
        try:
            done += _changed(request, visit, piece)
        except ActionDenied as denied:
            refusals.append(str(denied))
    try:
        done += _added(request, visit)
    except ActionDenied as denied:
        refusals.append(f"{denied}{CHOOSE_AGAIN}" if "evidence_file" in request.FILES else str(denied))
    return done, refusals


def typed_evidence(request: HttpRequest) -> TypedEvidence:
    """What was typed about a new file."""
    return TypedEvidence(
        caption=request.POST.get("evidence_caption", ""), is_public="evidence_public" in request.POST
    )


def _changed(request: HttpRequest, visit: Visit, piece: Evidence) -> bool:
    """Whether the form changed this piece; what the form does not show is left as it is."""
    mark = f"e:{piece.pk}"
    if f"{mark}:seen" not in request.POST:
        return False
    if f"{mark}:remove" in request.POST:
        remove_evidence(evidence=piece, by=visit.person)
        return True
    caption = request.POST.get(f"{mark}:caption", piece.caption)
    is_public = f"{mark}:public" in request.POST
    seen = (request.POST.get(f"{mark}:was", ""), request.POST.get(f"{mark}:seen") == "public")
    if (caption.strip(), is_public) == (seen[0].strip(), seen[1]):
        return False
    change_evidence(evidence=piece, caption=caption, is_public=is_public, by=visit.person)
    return True


def _added(request: HttpRequest, visit: Visit) -> bool:
    sent = request.FILES.get("evidence_file")
    typed = typed_evidence(request)
    if sent is None:
        if typed.caption.strip():
            raise ActionDenied(
                "加える根拠資料のファイルが選ばれていません。ファイルを選ぶか、説明を消してください。"
            )
        return False
    name = sent.name or "根拠資料"
    if sent.size is None or sent.size > LARGEST:
        raise ActionDenied(
            f"{name[-60:]} は大きすぎます。1つのファイルは {LARGEST // 1024 // 1024} MB までです。縮小するか、分けてください。"
        )
    add_evidence(
        assignment=visit.answer,
        name=name,
        data=sent.read(),
        caption=typed.caption,
        is_public=typed.is_public,
        by=visit.person,
    )
    return True
