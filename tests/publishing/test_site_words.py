"""The language files: every text is used, keeps its placeholders, and is translated in one way."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2.nodes import Const, TemplateData

import mitodoke
from mitodoke.publishing.language.catalogue import FOLDER

SOURCE = Path(mitodoke.__file__).parent
FILES = sorted(FOLDER.glob("*/*.po"))


def messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        yield from (message for message in read_po(file, abort_invalid=True) if message.id)


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Japanese and the translated forms of a message."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return ids, strings


@cache
def words_of_the_code() -> frozenset[str]:
    """Every text that stands in the code, in a template, or in a table that comes with the code."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    environment = jinja2.Environment(autoescape=True)
    for path in SOURCE.rglob("jinja2/**/*.html"):
        parsed = environment.parse(path.read_text(encoding="utf-8"))
        found |= {str(node.value) for node in parsed.find_all(Const)}
        found |= {node.data for node in parsed.find_all(TemplateData)}
    for path in SOURCE.rglob("*.csv"):
        if "demo" not in path.parts:
            found |= {cell.strip('"') for cell in re.split(r"[,\n]", path.read_text(encoding="utf-8"))}
    return frozenset(found)


@cache
def frames_of_the_code() -> re.Pattern[str]:
    """The texts that the code puts together of a frame and one of several words."""
    frames = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if len("".join(str(part) for part in parts if part)) > 3:
                    frames.append("".join(".+" if part is None else re.escape(str(part)) for part in parts))
    return re.compile("|".join(frames))


def is_said(text: str) -> bool:
    """Whether the code can say `text`."""
    return text in words_of_the_code() or frames_of_the_code().fullmatch(text) is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_said_somewhere(path: Path) -> None:
    unused = [ids[0] for ids, _ in map(texts, messages(path)) if not is_said(ids[0])]
    assert unused == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_placeholders(path: Path) -> None:
    for ids, strings in map(texts, messages(path)):
        wanted = set(re.findall(r"\{(\w*)\}", ids[0]))
        for string in strings:
            # A singular may say "one" in words instead of the count.
            given = set(re.findall(r"\{(\w*)\}", string))
            assert given <= wanted | {"count"}, ids[0]
            assert wanted - given <= ({"count", "number"} if len(strings) > 1 else set()), ids[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    for ids, strings in map(texts, messages(path)):
        assert all(strings), ids[0]
        assert not any(
            re.search("[\u3040-\u30ff\u4e00-\u9fff]", re.sub(r"\{\w*\}", "", one)) for one in strings
        ), ids[0]


def test_no_text_is_translated_in_two_ways() -> None:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in FILES:
        for ids, strings in map(texts, messages(path)):
            found[ids[0]].add(strings)
    assert {text: ways for text, ways in found.items() if len(ways) > 1} == {}
