"""Every check that a reader or the audit can name has a label: the names are taken from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mitodoke
from mitodoke.audit.checks import CHECKS
from mitodoke.publishing.presentation.labels import check_label, check_texts

_SOURCE = Path(mitodoke.__file__).parent
_READ_FROM_A_FILE = "row.text('check') or ''"
"""The name of a check in a table of ours that is read back: whatever was written."""
_PASSED_ON = {"doubt.check", "self.name"}
"""Names that a call elsewhere gave."""


def _modules() -> list[tuple[str, ast.Module]]:
    paths = [path for part in ("sources", "audit") for path in sorted((_SOURCE / part).rglob("*.py"))]
    return [(path.relative_to(_SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def _takers(modules: list[tuple[str, ast.Module]]) -> dict[str, int]:
    """Functions and records that take the name of a check, each with its position among the arguments."""
    takers = {"Finding": 0}
    for _, module in modules:
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
            elif isinstance(node, ast.ClassDef):
                names = [line.target.id for line in node.body if isinstance(line, ast.AnnAssign)]
            else:
                continue
            if "check" in names:
                takers[node.name] = names.index("check")
    return takers


def _given(call: ast.Call, takers: dict[str, int]) -> Iterator[ast.expr]:
    """What `call` gives as the name of a check."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    yield from (word.value for word in call.keywords if word.arg == "check")
    if name in takers and len(call.args) > takers[name]:
        yield call.args[takers[name]]


def _behind(variable: str, module: ast.Module) -> Iterator[str]:
    """The strings that a loop or an assignment in `module` unpacks into `variable`."""
    for node in ast.walk(module):
        if isinstance(node, ast.For):
            target, value = node.target, node.iter
        elif isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        else:
            continue
        names = [getattr(one, "id", "") for one in getattr(target, "elts", ())]
        if variable not in names:
            continue
        for row in _tuples(value, module, len(names)):
            one = row.elts[names.index(variable)]
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def _tuples(value: ast.expr, module: ast.Module, width: int) -> Iterator[ast.Tuple]:
    """The tuples of `width` in `value` and in what its names stand for."""
    named = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    roots: list[ast.AST] = [value]
    for node in ast.walk(module):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        if named & {getattr(target, "id", "") for target in targets}:
            roots.append(node)
    for root in roots:
        yield from (one for one in ast.walk(root) if isinstance(one, ast.Tuple) and len(one.elts) == width)


def _named(given: ast.expr, module: ast.Module) -> list[str] | None:
    """The names that `given` can be; None where the code does not tell."""
    match given:
        case ast.Constant(value=str() as name):
            return [name]
        case ast.IfExp(body=ast.Constant(value=str() as one), orelse=ast.Constant(value=str() as other)):
            return [one, other]
        case ast.Name(id=variable):
            takes = any(
                isinstance(node, ast.FunctionDef) and variable in [one.arg for one in node.args.args]
                for node in ast.walk(module)
            )
            return list(_behind(variable, module)) or ([] if takes else None)
    told = ast.unparse(given)
    return [] if told in _PASSED_ON or told == _READ_FROM_A_FILE else None


def emitted() -> dict[str, str]:
    """Each name of a check in the code of readers and audit, with a file that says it; fails for what it cannot tell."""
    modules = _modules()
    takers = _takers(modules)
    found = {check.name: "audit/checks" for check in CHECKS}
    for path, module in modules:
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            for given in _given(call, takers):
                names = _named(given, module)
                assert names is not None, f"{path}:{given.lineno}: {ast.unparse(given)} tells no name"
                found |= dict.fromkeys(names, path)
    return found


@pytest.mark.parametrize("name", sorted(emitted()))
def test_every_check_that_the_code_names_has_a_label(name: str) -> None:
    label = check_label(name)
    assert label != name, f"{emitted()[name]} names the check {name}, which publishing labels lack"
    assert label.strip() == label


def test_the_walk_sees_every_way_of_naming_a_check() -> None:
    names = emitted()
    # By keyword, by position, by a table of messages, by a loop, by an assignment of two, and by a check of the audit.
    for name in (
        "lost_figure", "hidden_cells", "not_a_date", "measure_without_title", "summary_without_pledge", "row_too_long",
        "unreadable_date", CHECKS[0].name,
    ):  # fmt: skip
        assert name in names


def test_no_label_is_kept_for_a_check_that_nothing_names() -> None:
    assert set(check_texts()) <= set(emitted())
