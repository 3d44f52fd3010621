"""Settings come from the environment, the secret key is made once, and every answer carries secure headers."""

from __future__ import annotations

import importlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.test import Client

import mitodoke.config.settings as settings_module
from mitodoke.config.secret_key import read_or_make_secret_key


@pytest.fixture
def settings_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Loads the settings afresh with some variables of the environment, and puts them back afterwards."""

    def load(**variables: str):  # type: ignore[no-untyped-def]
        for name in ("HOME", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "HTTPS"):
            monkeypatch.delenv(f"MITODOKE_{name}", raising=False)
        monkeypatch.setenv("MITODOKE_HOME", str(tmp_path / "home"))
        for name, value in variables.items():
            monkeypatch.setenv(f"MITODOKE_{name}", value)
        return importlib.reload(settings_module)

    yield load
    monkeypatch.undo()
    importlib.reload(settings_module)


def test_nothing_dangerous_is_on_by_itself(settings_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings = settings_with()
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS == ["localhost", "127.0.0.1"]
    assert settings.DATABASES["default"]["NAME"] == tmp_path / "home" / "mitodoke.sqlite3"
    assert (tmp_path / "home" / "secret-key").read_text() == settings.SECRET_KEY


@pytest.mark.parametrize(
    ("variable", "text", "setting", "value"),
    [
        ("DEBUG", "1", "DEBUG", True),
        ("DEBUG", "0", "DEBUG", False),
        ("DEBUG", "false", "DEBUG", False),
        ("HTTPS", "1", "SESSION_COOKIE_SECURE", True),
        ("HTTPS", "", "SESSION_COOKIE_SECURE", False),
        ("ALLOWED_HOSTS", "a.example, b.example ,", "ALLOWED_HOSTS", ["a.example", "b.example"]),
        ("SECRET_KEY", "given", "SECRET_KEY", "given"),
        ("HOME", "", "HOME", Path("var").absolute()),
    ],
)
def test_the_environment_decides(  # type: ignore[no-untyped-def]
    settings_with, variable: str, text: str, setting: str, value: object
) -> None:
    assert getattr(settings_with(**{"SECRET_KEY": "x", variable: text}), setting) == value


def test_a_given_key_makes_no_file(settings_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings_with(SECRET_KEY="given")
    assert not (tmp_path / "home").exists()


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    key = read_or_make_secret_key(home)
    assert len(key) >= 50
    assert read_or_make_secret_key(home) == key
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [one.name for one in home.iterdir()] == ["secret-key"]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read_or_make_secret_key, [tmp_path / "home"] * 16))
    assert len(keys) == 1


@pytest.mark.parametrize("obstacle", ["file", "empty key"])
def test_a_home_that_cannot_serve_is_told_in_a_sentence(tmp_path: Path, obstacle: str) -> None:
    home = tmp_path / "home"
    if obstacle == "file":
        home.write_text("x")
    else:
        home.mkdir()
        (home / "secret-key").write_text("\n")
    with pytest.raises(ImproperlyConfigured, match=r"MITODOKE_HOME|作り直します"):
        read_or_make_secret_key(home)


def test_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_triggers_stand_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'publishing_edition'"
        )
        names = {name for (name,) in cursor.fetchall()}
    assert names == {"edition_never_changes", "edition_is_never_deleted", "edition_is_never_replaced"}


@pytest.mark.django_db
def test_the_large_column_stands_last_so_that_lists_are_quick() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info('publishing_edition') ORDER BY cid DESC")
        assert cursor.fetchone() == ("content",)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/no-such-page-anywhere/"])
def test_every_answer_carries_secure_headers(client: Client, address: str) -> None:
    headers = client.get(address, headers={"host": "localhost"}).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_an_unknown_host_is_refused(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.ALLOWED_HOSTS = ["localhost"]
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
def test_static_files_are_served_without_a_copying_step(client: Client) -> None:
    answer = client.get("/static/admin/css/base.css", headers={"host": "localhost"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/css")
