"""The shape of the code: layers, names, sizes, and what the pure packages must not do."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "mitodoke"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
PURE = ("domain", "sources", "audit", "outputs")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}
REASON_WORDS = ("long because", "in one file", "in one module")


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef]]:
    """Functions of the module and methods of its classes, each with its class."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield None, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield node, inner


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 50


def test_imports_go_down_only() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize("package", PURE)
def test_the_pure_packages_do_not_load_the_framework(package: str) -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        f"import mitodoke.{package} as top\n"
        "for one in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
        "    importlib.import_module(one.name)\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'django', 'whitenoise', 'waitress', 'csp'}))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [
        _name(path) for path in SOURCES if NAMELESS & {*path.relative_to(PACKAGE).parent.parts, path.stem}
    ] == []


def test_modules_say_what_they_are() -> None:
    assert [_name(path) for path in SOURCES if not ast.get_docstring(_tree(path))] == []


def test_long_files_say_why_and_none_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert [_name(path) for path, length in lengths.items() if length > 500] == []
    without_reason = [
        f"{_name(path)} ({length})"
        for path, length in lengths.items()
        if length > 300 and not any(word in (ast.get_docstring(_tree(path)) or "") for word in REASON_WORDS)
    ]
    assert without_reason == [], f"say in the docstring why, with one of {REASON_WORDS}, or split"


def test_public_functions_of_the_pure_packages_have_docstrings() -> None:
    missing = []
    for path in SOURCES:
        if path.relative_to(PACKAGE).parts[0] not in PURE:
            continue
        for owner, function in _functions(_tree(path)):
            public = not function.name.startswith("_") and not (owner and owner.name.startswith("_"))
            if public and not ast.get_docstring(function):
                missing.append(f"{_name(path)}:{function.lineno} {function.name}")
    assert missing == []


def test_the_domain_has_no_binary_floats() -> None:
    found = []
    for path in sorted((PACKAGE / "domain").rglob("*.py")):
        for node in ast.walk(_tree(path)):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if called in ("float", "round") or literal:
                found.append(f"{_name(path)}:{node.lineno}")
    assert found == []


def test_nothing_happens_behind_ones_back() -> None:
    """No signals and no overridden save or delete: what a service does can be read in the service."""
    found = []
    for path in SOURCES:
        tree = _tree(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                found.append(f"{_name(path)}:{node.lineno} imports signals")
            if isinstance(node, ast.ImportFrom) and any(one.name == "receiver" for one in node.names):
                found.append(f"{_name(path)}:{node.lineno} receives signals")
        if path.stem == "models" or path.parent.stem == "models":
            found += [
                f"{_name(path)}:{function.lineno} overrides {function.name}"
                for owner, function in _functions(tree)
                if owner and function.name in ("save", "delete", "clean", "bulk_create")
            ]
    assert found == []


def test_services_take_named_values_and_say_who() -> None:
    """Every public function of a services module that writes is keyword-only and has `by`."""
    wrong = []
    for path in SOURCES:
        if path.stem != "services" and path.parent.stem != "services":
            continue
        for owner, function in _functions(_tree(path)):
            if owner or function.name.startswith(("_", "plan_")):
                continue
            names = {one.arg for one in function.args.kwonlyargs}
            if function.args.args or "by" not in names:
                wrong.append(f"{_name(path)} {function.name}")
    assert wrong == []


def test_no_column_stores_what_can_be_calculated() -> None:
    """Facts are stored, figures are calculated: no column for a mean, a rate or a coverage."""
    from django.apps import apps

    words = ("mean", "average", "rate", "ratio", "share", "coverage", "achievement")
    columns = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("mitodoke.")
        for field in model._meta.concrete_fields
        if set(field.name.split("_")) & set(words)
    }
    assert columns == set()


def test_the_architecture_page_names_every_package_and_table() -> None:
    from django.apps import apps

    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tables = {one.__name__ for one in apps.get_models() if one.__module__.startswith("mitodoke.")}
    assert sorted(name for name in packages if f"`{name}/`" not in page) == []
    assert sorted(name for name in tables if f"`{name}`" not in page) == []
