"""The MCP server in a process of its own, asked by a real client over standard input and output."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mitodoke.cli import mcp as command

RUN = "import argparse,sys; from mitodoke.cli.mcp import COMMAND as c; p=argparse.ArgumentParser(); c.add_arguments(p); sys.exit(c.run(p.parse_args()))"


async def _talk(home: Path) -> dict[str, Any]:
    """A whole conversation: what the server says of itself, then one call of each tool."""
    from mcp import ClientSession, StdioServerParameters, stdio_client

    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings",
    }
    server = StdioServerParameters(
        command=sys.executable, args=["-c", RUN, "--base", "https://example.jp/"], env=environment
    )
    told: dict[str, Any] = {}
    async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
        told["hello"] = await session.initialize()
        told["tools"] = (await session.list_tools()).tools

        async def call(name: str, **arguments: Any) -> Any:
            result = await session.call_tool(name, arguments)
            text = result.content[0].text
            return text if result.is_error else json.loads(text)

        told["cities"] = await call("list_cities")
        told["editions"] = await call("list_editions", filters={"latest": True})
        told["tables"] = await call("list_tables", table="values")
        found = await call("search_records", table="collaborations", filters={"form": "co_hosting"}, limit=1)
        told["found"] = found
        record = found["records"][0]
        told["record"] = await call(
            "read_record", edition=record["edition"], table="collaborations", record_id=record["record_id"]
        )
        told["sum"] = await call("summarise", table="occurrences", operation="sum", column="participants")
        told["refused"] = await call("summarise", table="items", operation="mean", column="printed_progress")
        told["unknown"] = await call("search_records", table="items", filters={"nope": "1"})
    return told


def test_a_client_reads_what_is_published(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "mitodoke.cli.main", "demo"],
        env=os.environ | {"MITODOKE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    told = asyncio.run(asyncio.wait_for(_talk(tmp_path), 60))

    assert told["hello"].server_info.name == "mitodoke"
    assert "summarise" in told["hello"].instructions
    assert {tool.name for tool in told["tools"]} == {
        "list_cities",
        "list_editions",
        "list_tables",
        "search_records",
        "read_record",
        "summarise",
    }
    assert all(tool.annotations.read_only_hint and tool.description for tool in told["tools"])
    assert told["cities"]["cities"]
    assert all(one["newest"] for one in told["editions"]["editions"][:1])
    assert told["tables"]["table"]["name"] == "values"
    assert told["record"]["record"] == told["found"]["records"][0]
    assert told["record"]["record"]["source"].startswith("https://example.jp/")
    group = told["sum"]["groups"][0]
    covered = group["coverage"]
    assert covered["records"] == covered["with_number"] + sum(covered["without_number"].values())
    assert int(group["value"]) > 0
    assert "割合は" in told["refused"]
    assert "nope" in told["unknown"]


def test_without_the_extra_one_sentence_tells_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    assert command.COMMAND.run(argparse.Namespace(base="")) == 2
    told = capsys.readouterr().err
    assert "pip install 'mitodoke[mcp]'" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("base", ["example.jp/", "https://example.jp", "ftp://example.jp/", "https:///"])
def test_a_base_that_is_no_address_is_told(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.COMMAND.run(argparse.Namespace(base=base)) == 2
    assert "--base" in capsys.readouterr().err


def test_loading_the_command_does_not_load_the_library() -> None:
    code = "import sys, mitodoke.cli.mcp; print('mcp' in sys.modules, 'django' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]
