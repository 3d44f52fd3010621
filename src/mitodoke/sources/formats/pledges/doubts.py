"""What only the reader of a pledge report can see to be doubtful: findings, one function a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.pledges.body_text import SummaryText, VisionText
from mitodoke.sources.formats.pledges.parts import PledgeParts, VisionParts
from mitodoke.sources.formats.pledges.to_records import (
    measure_id,
    measure_place,
    pledge_place,
    vision_percentage,
    vision_place,
)


def find_doubts(visions: Sequence[VisionParts], summary: SummaryText) -> list[Finding]:
    """Every doubtful place, in the order of the outline."""
    findings: list[Finding] = []
    has_table = bool(summary.rows)
    for vision in visions:
        findings += _duplicate(vision)
        findings += _vision_titles(vision)
        findings += _lost_percentage(vision)
        for pledge in vision.pledges:
            findings += _duplicate(pledge)
            findings += _pledge_titles(pledge)
            findings += _pledge_percentages(pledge)
            findings += _one_sided(pledge, has_table)
            findings += _measures(pledge)
        findings += _gaps(vision)
    findings += _conflicts(summary)
    return findings


def _duplicate(part: VisionParts | PledgeParts) -> Iterator[Finding]:
    if part.duplicate_of is None:
        return
    place = vision_place(part) if isinstance(part, VisionParts) else pledge_place(part)
    yield Finding(
        check="duplicate_code",
        severity=Severity.WARNING,
        subject=part.item_id,
        field="code",
        place=place,
        printed=part.code,
        expected="",
        message=f"番号「{part.code}」が2回以上使われています。2つ目以降は「{part.item_id}」として読み取りました。番号が正しいか確かめてください。",
    )


def _vision_titles(vision: VisionParts) -> Iterator[Finding]:
    texts = [text for text in (vision.listed, vision.table, vision.heading) if text and text.text]
    if not texts:
        return
    first = texts[0]
    for other in texts[1:]:
        if not _same_title(first, other):
            yield _differs(vision.item_id, _whole(other), _whole(first), other.lines, "ビジョン")


def _same_title(one: VisionText, other: VisionText) -> bool:
    """Equal in width-folded form; one of them may leave out the subtitle."""
    first, second = comparable(_whole(one)), comparable(_whole(other))
    return first.startswith(second) or second.startswith(first)


def _whole(text: VisionText) -> str:
    return f"{text.text} {text.subtitle}" if text.subtitle else text.text


def _pledge_titles(pledge: PledgeParts) -> Iterator[Finding]:
    if pledge.body is None or pledge.row is None or not pledge.row.text or not pledge.body.title:
        return
    if comparable(pledge.row.text) != comparable(pledge.title or ""):
        yield _differs(pledge.item_id, pledge.row.text, pledge.title or "", pledge.row.lines, "公約")


def _differs(subject: str, printed: str, expected: str, lines: Sequence[int], label: str) -> Finding:
    return Finding(
        check="title_differs",
        severity=Severity.NOTE,
        subject=subject,
        field="title",
        place=line_place(min(lines), max(lines)),
        printed=printed,
        expected=expected,
        message=f"{label} {subject} の名称が、この文書の中で「{expected}」と「{printed}」の2通りに書かれています。どちらが正しいか確かめてください。",
    )


def _lost_percentage(vision: VisionParts) -> Iterator[Finding]:
    percentage = vision_percentage(vision)
    if vision.table is None or (percentage is not None and percentage.value is not None):
        return
    yield Finding(
        check="lost_percentage",
        severity=Severity.NOTE,
        subject=vision.item_id,
        field="printed_progress",
        place=vision_place(vision),
        printed=percentage.printed if percentage else "",
        expected="",
        message=f"総括表のビジョン {vision.item_id} に進捗状況の割合がありません。公表された値は不明のまま扱い、計算値で補うことはしません。",
    )


def _pledge_percentages(pledge: PledgeParts) -> Iterator[Finding]:
    body = pledge.body.percentage if pledge.body else None
    row = pledge.row.percentage if pledge.row else None
    value = body.value if body else None
    if pledge.body is not None and value is None:
        from_row = row is not None and row.value is not None
        yield Finding(
            check="pledge_without_percentage",
            severity=Severity.NOTE if from_row else Severity.WARNING,
            subject=pledge.item_id,
            field="printed_progress",
            place=pledge_place(pledge),
            printed=body.printed if body else "",
            expected=row.printed if row and from_row else "",
            message=f"公約 {pledge.item_id} の本文に進捗状況の割合がありません。"
            + ("総括表の値を用いました。" if from_row else "元の文書を確かめてください。"),
        )
    elif value is not None and row is not None and row.value is not None and row.value != value:
        yield Finding(
            check="progress_differs",
            severity=Severity.ERROR,
            subject=pledge.item_id,
            field="printed_progress",
            place=line_place(row.line),
            printed=row.printed,
            expected=body.printed if body else "",
            message=f"公約 {pledge.item_id} の進捗状況が、本文では {value}%、総括表では {row.value}% です。どちらが正しいか確かめて、文書を訂正してください。",
        )


def _one_sided(pledge: PledgeParts, has_table: bool) -> Iterator[Finding]:
    if pledge.body is None:
        check, message = "summary_without_pledge", "総括表にありますが、本文にありません。"
    elif pledge.row is None and has_table:
        check, message = "pledge_without_summary", "本文にありますが、総括表にありません。"
    else:
        return
    yield Finding(
        check=check,
        severity=Severity.WARNING,
        subject=pledge.item_id,
        field="code",
        place=pledge_place(pledge),
        printed=pledge.title or "",
        expected="",
        message=f"公約 {pledge.item_id} は{message}抜けていないか、番号が正しいか確かめてください。",
    )


def _measures(pledge: PledgeParts) -> Iterator[Finding]:
    for number, measure in enumerate(pledge.measures, start=1):
        lost = (
            ("measure_without_title", "title", "施策名", not measure.title),
            ("measure_without_activities", "activities", "取組の内容", not measure.activities),
            ("measure_without_department", "departments", "担当部署", not measure.departments),
        )
        for check, field, label, is_lost in lost:
            if is_lost:
                yield Finding(
                    check=check,
                    severity=Severity.WARNING,
                    subject=measure_id(pledge, number),
                    field=field,
                    place=measure_place(measure),
                    printed="",
                    expected="",
                    message=f"施策 {measure_id(pledge, number)} の{label}が見つかりません。元の文書で抜けていないか確かめてください。",
                )


def _gaps(vision: VisionParts) -> Iterator[Finding]:
    """A number left out between two pledges of a vision: its heading may be lost."""
    before = 0
    for pledge in vision.pledges:
        if pledge.body is None:
            continue
        number = pledge.body.code.pledge
        if number > before + 1:
            yield Finding(
                check="code_gap",
                severity=Severity.WARNING,
                subject=pledge.item_id,
                field="code",
                place=pledge_place(pledge),
                printed=pledge.code,
                expected=f"{vision.code}-{before + 1}",
                message=f"公約の番号が {pledge.code} の前で飛んでいます。見出しが失われた公約がないか確かめてください。",
            )
        before = max(before, number)


def _conflicts(summary: SummaryText) -> Iterable[Finding]:
    for percentage in summary.conflicts:
        yield Finding(
            check="progress_differs",
            severity=Severity.ERROR,
            subject="document",
            field="printed_progress",
            place=line_place(percentage.line),
            printed=percentage.printed,
            expected="",
            message=f"総括表の同じ欄に、異なる割合（{percentage.printed}）がもう一度書かれています。どちらが正しいか確かめてください。",
        )
