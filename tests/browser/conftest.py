"""A running site with hand-made editions, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, sync_playwright

# Both fixtures end with this package: the browser's event loop and the stand-in for the database are not for the
# tests that follow in the same process.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; skips where there is none (fails in CI)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "Chromium is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message + "; in CI it always is")
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def address(django_test_environment: None) -> Iterator[str]:
    """The address of a running site that shows the hand-made editions; it has no database to ask."""
    from django.core.wsgi import get_wsgi_application

    from publishing.stand_in import stand_in

    patch = pytest.MonkeyPatch()
    stand_in(patch)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    patch.undo()


@pytest.fixture(scope="package")
def static_folder(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site written as files, below two folders of other names."""
    from mitodoke.publishing.static_form.write_site import write_site

    folder = tmp_path_factory.mktemp("static") / "any" / "sub"
    with pytest.MonkeyPatch.context() as patch:
        # One process: the browser's event loop runs in this one and is not for a forked copy.
        patch.setattr(os, "cpu_count", lambda: 1)
        write_site(folder)
    return folder


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="package")
def static_addresses(static_folder: Path) -> Iterator[dict[str, str]]:
    """Where the files are opened: from the file system, and from a sub-folder of a plain web server."""
    root = static_folder.parent.parent
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield {"file": static_folder.as_uri(), "sub-folder": f"http://127.0.0.1:{server.server_port}/any/sub"}
    server.shutdown()
    thread.join()
    server.server_close()
