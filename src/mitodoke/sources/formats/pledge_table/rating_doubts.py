"""What is doubtful about the ratings of a table, each as a finding that says what to do."""

from __future__ import annotations

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.pledge_table.rating_cells import RatingCell
from mitodoke.sources.formats.pledge_table.rating_head import RatingHead, Scale

_EXPECTED = {
    Scale.TEN: "0から10までの整数（8、8/10など）、または未着手・中止・評価困難",
    Scale.PERCENT: "0%から100%までの10%刻みの割合、または未着手・中止・評価困難",
    Scale.UNSAID: "8/10のように段階の分かる評価、または未着手・中止・評価困難",
}
_SHOWN = 100
"""Letters of a cell that a message repeats."""


def scale_unclear(head: RatingHead, line: int, count: int) -> Finding:
    """Numbers that may be steps of ten, of five, or percentages."""
    if head.of_achievement:
        said = "割合（％）か10段階評価か"
        heads = (f"{head.words}（％）", f"{head.words}（10段階）")
    else:
        said = "何段階の評価か"
        heads = ("評価（10段階）", "評価（％）")
    return _finding(
        "rating_scale_unclear",
        line,
        printed=head.words,
        expected="尺度の分かる見出し",
        message=f"「{head.words}」の欄の数が{said}を、見出しと値からは決められません。数（{count}件）は記録していません。"
        f"10段階評価であれば見出しを「{heads[1] if head.of_achievement else heads[0]}」に、割合であれば"
        f"「{heads[0] if head.of_achievement else heads[1]}」にした表を取り込み直すか、見出しの対応を選んでください。",
    )


def of_pledges(head: RatingHead, line: int, count: int) -> Finding:
    """One cell for all measures of each pledge."""
    return _finding(
        "rating_of_pledge",
        line,
        printed=head.words,
        expected="施策ごとの評価",
        message=f"「{head.words}」の欄は、施策が複数ある公約でも最初の行だけに書かれています。公約ごとの評価と見られ、"
        f"施策の評価としては記録していません（{count}件）。施策ごとの評価であれば、評価のない施策の欄に「－」を入れて取り込み直してください。",
    )


def year_missing(head: RatingHead, line: int, count: int) -> Finding:
    """Neither the head nor the document tells the fiscal year."""
    return _finding(
        "rating_year_missing",
        line,
        printed=head.words,
        expected="評価の年度",
        message=f"何年度の評価かが、「{head.words}」の見出しにも文書にも書かれていません。評価（{count}件）は記録していません。"
        "見出しを「令和○年度評価」のようにした表を取り込み直してください。",
    )


def other_year(cell: RatingCell, count: int) -> Finding:
    """A column of ratings of another year than the document's."""
    return _finding(
        "rating_of_other_year",
        cell.line,
        printed=cell.head.words,
        expected="文書と同じ年度の評価",
        message=f"「{cell.head.words}」の欄は、この文書とは別の年度の評価のため記録していません（{count}件）。"
        "その年度の評価は、その年度の文書から取り込んでください。",
    )


def not_rated(head: RatingHead, line: int, count: int) -> Finding:
    """Measures for which the column says nothing."""
    return _finding(
        "rating_missing",
        line,
        severity=Severity.NOTE,
        printed="",
        expected="",
        message=f"「{head.words}」の欄が空の施策が{count}件あります。評価なしとしました（0ではありません）。"
        "上の行と結合したセルの評価は、最初の行の施策だけのものとしています。",
    )


def without_measure(cell: RatingCell) -> Finding:
    """A rating in a row that has no measure."""
    return _finding(
        "rating_without_measure",
        cell.line,
        printed=cell.text,
        expected="評価する施策",
        message=f"「{cell.head.words}」の欄の「{_short(cell)}」は、施策のない行にあるため記録していません。"
        "評価は施策の行に書いてください。",
    )


def unreadable(cell: RatingCell, item_id: str, scale: Scale) -> Finding:
    """A cell that is no step and no state: letters, marks, other scales."""
    return _finding(
        "unreadable_rating",
        cell.line,
        subject=item_id,
        printed=cell.text,
        expected=_EXPECTED[scale],
        message=f"施策 {item_id} の「{cell.head.words}」の欄の「{_short(cell)}」は、評価として読めないため記録していません"
        f"（読めるのは、{_EXPECTED[scale]}）。記号や別の尺度の評価は、どの段階に当たるかを市で決め、その数に直した表を取り込み直してください。",
    )


def without_department(cell: RatingCell, item_id: str) -> Finding:
    """A rating of which nobody is told."""
    return _finding(
        "rating_without_department",
        cell.line,
        subject=item_id,
        printed=cell.text,
        expected="評価した部署",
        message=f"施策 {item_id} の「{cell.head.words}」の欄の「{_short(cell)}」は、担当部署が書かれていないため記録していません。"
        "担当部署の欄を埋めた表を取り込み直してください。",
    )


def differs(cell: RatingCell, item_id: str, department: str) -> Finding:
    """A second rating of one measure by one department."""
    return _finding(
        "rating_differs",
        cell.line,
        subject=item_id,
        printed=cell.text,
        expected="一つの評価",
        message=f"施策 {item_id} に{department}の評価が二つあり、食い違っています。先に書かれたものを記録し、"
        f"「{_short(cell)}」は記録していません。原本を確認してください。",
    )


def reason_missing(cell: RatingCell, item_id: str) -> Finding:
    """A state without the reason that every state has."""
    return _finding(
        "rating_reason_missing",
        cell.line,
        severity=Severity.NOTE,
        subject=item_id,
        printed=cell.text,
        expected="理由",
        message=f"施策 {item_id} の「{_short(cell)}」に理由が書かれていません。理由は原典にないものとして記録しました。"
        "理由が分かるときは、「理由」の列を加えた表を取り込み直してください。",
    )


def _short(cell: RatingCell) -> str:
    return cell.text if len(cell.text) <= _SHOWN else cell.text[:_SHOWN] + "…"


def _finding(
    check: str,
    line: int,
    *,
    printed: str,
    expected: str,
    message: str,
    severity: Severity = Severity.WARNING,
    subject: str = "document",
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        subject=subject,
        field="rating",
        place=line_place(line),
        printed=printed,
        expected=expected,
        message=message,
    )
