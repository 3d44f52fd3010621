"""Files of every usual encoding become the same lines; what is no text is refused in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mitodoke.sources import read_text as module
from mitodoke.sources.read_text import UnreadableFileError, decode_text, read_text

TEXT = "市長公約の取組状況\n\n01-1 子育て～支援\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_lines(encoding: str, line_end: str) -> None:
    data = TEXT.replace("\n", line_end).encode(encoding)

    assert decode_text(data, "a.txt").lines == ("市長公約の取組状況", "", "01-1 子育て～支援")


def test_utf16_of_either_byte_order() -> None:
    for order, bom in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert decode_text(bom + TEXT.encode(order), "a.txt").lines[0] == "市長公約の取組状況"


def test_a_form_feed_ends_a_line() -> None:
    assert decode_text("一頁\f二頁".encode(), "a.txt").lines == ("一頁", "二頁")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空です"),
        (b" \r\n\n", "空です"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Excel"),
        (b"\x89PNG\r\n", "画像"),
        (b"abc\x00def", "テキストではありません"),
        ("公約\x07".encode(), "制御文字"),
        (b"\xff\xfe\x00", "壊れています"),
        (b"\xef\xbb\xbf\xff\xff", "壊れています"),
        (b"\x81\xff\xfd\xff", "文字コード"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says) as refused:
        decode_text(data, "a.txt")
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_the_line_of_a_control_character_is_named() -> None:
    with pytest.raises(UnreadableFileError, match="2 行目"):
        decode_text("一\n二\x1b[31m\n".encode(), "a.txt")


def test_too_many_lines_and_too_long_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LINES", 3)
    monkeypatch.setattr(module, "MAX_LINE_LENGTH", 5)
    with pytest.raises(UnreadableFileError, match="4 行あり"):
        decode_text(b"1\n2\n3\n4\n", "a.txt")
    with pytest.raises(UnreadableFileError, match="2 行目が 6 文字"):
        decode_text(b"1\n123456\n", "a.txt")


def test_a_folder_a_missing_file_and_an_unreadable_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="フォルダー"):
        read_text(tmp_path)
    with pytest.raises(UnreadableFileError, match="開けません"):
        read_text(tmp_path / "none.txt")
    if os.geteuid() != 0:
        secret = tmp_path / "secret.txt"
        secret.write_text("公約", encoding="utf-8")
        secret.chmod(0)
        with pytest.raises(UnreadableFileError, match="開けません"):
            read_text(secret)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UnreadableFileError, match="上限"):
        read_text(path)
