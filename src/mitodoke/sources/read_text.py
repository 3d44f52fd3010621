"""Read a text file of any usual encoding into lines, refusing with one sentence what is no such text."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 32 * 1024 * 1024
MAX_LINES = 180_000
MAX_LINE_LENGTH = 1_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_MARKS = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "Excel・Word などの圧縮形式",
    b"\xd0\xcf\x11\xe0": "古い形式の Excel・Word",
    b"\x89PNG": "画像",
    b"\xff\xd8\xff": "画像",
    b"GIF8": "画像",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")


class UnreadableFileError(Exception):
    """A file that cannot be read as a document; its text is one Japanese sentence for the person."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as lines (without their ends, numbered from 1 by position), with the hash of its bytes."""

    name: str
    lines: tuple[str, ...]
    sha256: str
    encoding: str

    def line(self, number: int) -> str:
        """Line `number`, counted from 1."""
        return self.lines[number - 1]


def read_text(path: Path) -> SourceText:
    """Read `path`; UnreadableFileError for what is missing, a folder, binary, empty or enormous."""
    return decode_text(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of `path`; UnreadableFileError for what is missing, a folder or enormous."""
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path} はフォルダーです。読み込む文書のファイルを指定してください。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFileError(
                f"{path} は {size / 1024 / 1024:.0f} MB あり、上限の {MAX_BYTES // 1024 // 1024} MB を超えています。"
                "文書を分けて指定してください。"
            )
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnreadableFileError(
            f"{path} を開けません（{reason}）。名前と権限を確かめてください。"
        ) from problem


def decode_text(data: bytes, name: str) -> SourceText:
    """Decode bytes: UTF-8 with or without BOM, UTF-16 with BOM, or CP932, with any line ends."""
    if not data.strip():
        raise UnreadableFileError(f"{name} は空です。文書の本文が入ったファイルを指定してください。")
    for mark, kind in _BINARY_MARKS.items():
        if data.startswith(mark):
            raise UnreadableFileError(
                f"{name} は{kind}のファイルです。テキストとして取り出したものを指定してください。"
            )
    text, encoding = _decode(data, name)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise UnreadableFileError(
            f"{name} の {line} 行目に制御文字があり、文書のテキストとして読めません。テキスト形式で保存し直してください。"
        )
    lines = _LINE_END.split(text)
    if lines and lines[-1] == "":
        lines.pop()
    if len(lines) > MAX_LINES:
        raise UnreadableFileError(
            f"{name} は {len(lines):,} 行あり、上限の {MAX_LINES:,} 行を超えています。文書を分けて指定してください。"
        )
    longest = max(range(len(lines)), key=lambda i: len(lines[i]))
    if len(lines[longest]) > MAX_LINE_LENGTH:
        raise UnreadableFileError(
            f"{name} の {longest + 1} 行目が {len(lines[longest]):,} 文字あり、"
            f"上限の {MAX_LINE_LENGTH:,} 文字を超えています。改行のある文書を指定してください。"
        )
    return SourceText(name, tuple(lines), hashlib.sha256(data).hexdigest(), encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as problem:
                raise UnreadableFileError(
                    f"{name} は {problem.start} バイト目で壊れています（{encoding}）。元のファイルを確かめてください。"
                ) from problem
    if b"\x00" in data:
        raise UnreadableFileError(f"{name} はテキストではありません。文書のテキストを指定してください。")
    for encoding in ("utf-8", "cp932"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        f"{name} の文字コードを判別できません。UTF-8、UTF-16、Shift_JIS（CP932）のいずれかで保存し直してください。"
    )
