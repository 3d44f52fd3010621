"""The files that a PDF carries inside (our own reports: the edition's data). Reading the page never uses them."""

from __future__ import annotations

import pypdfium2

from mitodoke.sources.read_pdf.open_document import open_document
from mitodoke.sources.read_text import MAX_BYTES, UnreadableFileError

MAX_FILES = 100


def embedded_files(data: bytes, name: str = "PDF") -> dict[str, bytes]:
    """The files inside the PDF `data` by their names, the first of each name.

    UnreadableFileError where the PDF cannot be opened, carries too many files, or one that is damaged or too large.
    """
    found: dict[str, bytes] = {}
    with open_document(data, name) as document:
        count = document.count_attachments()
        if count > MAX_FILES:
            raise UnreadableFileError(
                f"{name} には添付ファイルが {count} 個あり、上限の {MAX_FILES} 個を超えています。必要なものだけを添えたPDFを指定してください。"
            )
        room = MAX_BYTES
        for index in range(count):
            try:
                one = document.get_attachment(index)
                content = bytes(one.get_data())
            except pypdfium2.PdfiumError as problem:
                raise UnreadableFileError(
                    f"{name} の添付ファイルが壊れています。元のファイルを確かめてください。"
                ) from problem
            room -= len(content)
            if room < 0:
                raise UnreadableFileError(
                    f"{name} の添付ファイルは合わせて {MAX_BYTES // 1024 // 1024} MB を超えています。必要なものだけを添えたPDFを指定してください。"
                )
            found.setdefault(one.get_name(), content)
    return found
