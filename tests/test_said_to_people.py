"""What the desk says to people, as it stands in the code: whole sentences in plain Japanese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from test_architecture import PACKAGE, SOURCES

HOLE = "…"
"""Stands for what is put in when the sentence is said."""

OWN_NAMES = {"CSV", "SDGs", "PDF", "KPI", "Excel", "Word", "ZIP", "https", "http", "LibreOffice", "OpenID"}
"""Latin words that the public knows, or that have to be typed as they are."""

PROGRAMMERS_WORDS = (
    "エラー",
    "例外",
    "無効な値",
    "パラメータ",
    "オブジェクト",
    "フィールド",
    "バリデーション",
    "null",
)


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values)
    return None


def _said() -> Iterator[tuple[str, str]]:
    """Where in the code something is refused or told, and the words."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            owner = getattr(called.value, "id", "") if isinstance(called, ast.Attribute) else ""
            if name in {"ActionDenied", "ValidationError"} or owner == "messages":
                for argument in node.args:
                    text = _text(argument)
                    if text:
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", text


SAID = dict(_said())


def test_the_sentences_are_found() -> None:
    assert len(SAID) > 300


@pytest.mark.parametrize(("where", "text"), SAID.items(), ids=SAID)
def test_every_refusal_and_every_message_is_a_plain_sentence(where: str, text: str) -> None:
    assert text.endswith(("。", HOLE)), "a whole sentence"
    options = re.sub(r"--[a-z-]+", "", text)
    assert set(re.findall(r"[A-Za-z]{3,}", options)) <= OWN_NAMES
    assert not [word for word in PROGRAMMERS_WORDS if word in text]
