"""The page docs/checks.md, written from the checks themselves so that it cannot fall behind."""

from __future__ import annotations

from mitodoke.audit.checks import CHECKS
from mitodoke.domain.finding import Severity

_HEAD = """# 指摘の検査（checks）

文書の中の疑わしい箇所を探す検査の一覧です。このページは `src/mitodoke/audit/checks/` の検査そのものから作られます
（`python -m mitodoke.audit.checks.page > docs/checks.md`）。手で直さないでください。

どの検査も、文書に書かれていることを変えません。疑わしい箇所を「指摘」として示し、確かめるのは人です。

| 重さ | 意味 |
|---|---|
"""


def checks_page() -> str:
    """The whole page in Markdown."""
    severities = "".join(
        f"| {severity.label}（`{severity.value}`） | {meaning} |\n"
        for severity, meaning in (
            (Severity.ERROR, "確かに誤りで、直すか理由を記すまで公表できません"),
            (Severity.WARNING, "人が確かめ、問題がなければ理由を添えて承認します"),
            (Severity.NOTE, "参考として示します。何もしなくてかまいません"),
        )
    )
    rows = "".join(
        f"| [{check.label}](#{check.name}) | `{check.name}` | {check.severity.label} |\n" for check in CHECKS
    )
    sections = "".join(
        f"\n## {check.name}\n\n**{check.label}**（{check.severity.label}）\n\n{check.explanation}\n"
        for check in CHECKS
    )
    return f"{_HEAD}{severities}\n## 一覧\n\n| 検査 | 名前 | 重さ |\n|---|---|---|\n{rows}{sections}"


if __name__ == "__main__":
    print(checks_page(), end="")
