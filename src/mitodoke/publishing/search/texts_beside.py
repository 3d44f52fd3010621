"""What stands beside items and entries in words, so that it is found with them."""

from __future__ import annotations

from collections import defaultdict

from mitodoke.domain.edition import DocumentContent


def texts_beside(content: DocumentContent) -> dict[str, list[tuple[str, str | None]]]:
    """The label and text of everything beside each item and entry, by its id; opinions are records of their own."""
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for note in content.wording_notes:
        found[note.item_id].append(("約束への補足", note.text))
    for review in content.verifications:
        found[review.item_id] += [("検証", review.reason), ("検証", review.next_steps)]
    for value in content.own_values:
        found[value.item_id].append(("独自の欄", f"{value.label}：{value.meaning or value.value}"))
    for file in content.own_files:
        found[file.item_id].append(("独自の欄のファイル", f"{file.label}：{file.file_name}"))
    for piece in content.evidence:
        found[piece.subject].append(("根拠資料", piece.caption))
    return found
