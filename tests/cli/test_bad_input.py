"""Whatever the file: one clear sentence, the promised exit status, no traceback, nothing half-stored."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mitodoke.cli.main import main

GIGABYTE = 1024**3


def mitodoke(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own that may use no more than 1 GB of memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 * GIGABYTE, 2 * GIGABYTE))

    return subprocess.run(
        [sys.executable, "-m", "mitodoke.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        timeout=300,
    )


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


REGISTER_HEAD = (
    "3 協働事業実施状況（令和2年度）\n\n④ 協働の形態：後援（200000件）\n\n【花咲市名義】（200000件）\n\n"
    "No.\t事業の名称\t主催者\t担当部署\n"
)

CASES: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n  \r\n",
    "binary": bytes(range(256)) * 40,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "xlsx": b"PK\x03\x04" + b"\0" * 100,
    "truncated utf-16": b"\xff\xfe" + "市長公約".encode("utf-16-le") + b"\x01",
    "unknown": "今日の天気は晴れです。\n".encode() * 50,
    "control characters": "市長公約の取組状況\n\x1b[2J\x07\n".encode(),
    "a line of 50 MB": b"x" * (50 * 1024 * 1024),
    "a line of 20 MB": b"x" * (20 * 1024 * 1024),
    "200,000 rows": (REGISTER_HEAD + "".join(f"{i}\t催し{i}\t団体\t課\n" for i in range(200_000))).encode(),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_gets_one_sentence_and_status_2(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / "文書.txt", CASES[name])
    out = tmp_path / "out"

    started = time.monotonic()
    done = mitodoke("read", path, "--out", out)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("mitodoke: ")
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip().endswith("。")
    assert "Traceback" not in done.stderr
    assert not out.exists() or not any(out.iterdir())
    assert time.monotonic() - started < 30


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "ない.txt"):
        done = mitodoke("read", path, "--out", tmp_path / "out")
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1


def test_an_unreadable_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", b"x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["read", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_good_file_beside_a_bad_one_is_still_read(tmp_path: Path, documents: Path) -> None:
    good = sorted(documents.glob("*.txt"))[0]
    done = mitodoke("read", write(tmp_path / "bad.txt", b""), good, "--out", tmp_path / "out")

    assert done.returncode == 2
    assert (tmp_path / "out" / good.stem / "edition.json").is_file()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, documents: Path) -> None:
    good = sorted(documents.glob("*.txt"))[0]
    taken = tmp_path / "out" / good.stem
    taken.mkdir(parents=True)
    (taken / "日記.txt").write_text("大切", encoding="utf-8")

    done = mitodoke("read", good, "--out", tmp_path / "out")

    assert done.returncode == 2
    assert [file.name for file in taken.iterdir()] == ["日記.txt"]


def test_an_impossible_municipality_code_is_refused(documents: Path) -> None:
    good = sorted(documents.glob("*.txt"))[0]
    done = mitodoke("read", good, "--municipality-code", "123456")
    assert done.returncode == 2
    assert "検査数字" in done.stderr
