"""The page docs/approval.md, written from the tables of approval and roles so that it cannot fall behind."""

from __future__ import annotations

from mitodoke.domain.approval import TRANSITIONS, AnswerState, Case, Transition
from mitodoke.domain.role import DEPARTMENT_ROLES, RIGHTS, Right, Role

_HEAD = """# 回答の流れと役割（approval）

部署の回答がどのように確定するか、だれが何をできるかの表です。このページは `src/mitodoke/domain/approval.py` と
`src/mitodoke/domain/role.py` の表そのものから作られます（`python -m mitodoke.domain.approval_page > docs/approval.md`）。
手で直さないでください。

下書き → 提出 → 所属長承認 → 企画確認 → 確定 の順に進みます。差し戻された回答は、直して提出し直します。
理由は履歴に残り、消せません。締め切られた調査では、再開するまで何もできません。回答期限を過ぎても、締め切られるまでは
回答できます（期限後の回答として示されます）。

"""

_ON_BEHALF = """
## 代行入力

部署が電話や紙、メールで送った調査票で答えたときや、部署に利用者がいないときは、企画担当が部署に代わって入力し、提出できます。
理由（「電話で聞き取り」「紙で受領」など）は、調査と部署ごとに、入力を始める前に付けます。だれが、どの部署に代わって、
なぜ入力したかは、保存の一回ごとに履歴に残ります。

- 部署に代わって提出した人と、その回答に代わって入力した人は、その回答の承認も、承認の記録も、確認もできません。ほかの人が行います。
- 代わって入力した下書きを部署の所属担当が読んで提出したときは、部署の回答として扱います。入力した企画担当も確認できます。
- 承認は、代わって提出した回答も所属長が行います。部署に所属長の利用者がいないときだけ、入力も提出もしていない企画担当が、
  所属長の承認を何で確かめたかを付けて記録します。
- 企画担当が一人だけのときは、下書きまで入力して、提出は部署の所属担当が行います。提出も代わって行うときは、
  もう一人（上司など）を企画担当に登録します。
"""


def approval_page() -> str:
    """The whole page in Markdown."""
    states = "".join(
        f"| {state.label}（`{state.value}`） | "
        f"{'、'.join(dict.fromkeys(one.action.label for one in TRANSITIONS if one.state is state))} |\n"
        for state in AnswerState
    )
    lines = "".join(
        f"| {one.state.label} | {one.action.label} | {one.role.label} | {one.case.label} | {one.person.label} | "
        f"{_reason(one)} | {one.next_state.label} |\n"
        for one in TRANSITIONS
    )
    roles = "".join(
        f"\n### {role.label}（`{role.value}`）\n\n"
        f"{'自分の部署について、次のことができます。' if role in DEPARTMENT_ROLES else '市全体について、次のことができます。'}\n\n"
        + "".join(f"- {right.label}。\n" for right in Right if right in RIGHTS[role])
        for role in Role
    )
    return (
        f"{_HEAD}## 状態\n\n| 状態 | できること |\n|---|---|\n{states}"
        "\n## 流れの表\n\nこの表にないことはできません。\n\n"
        f"| 状態 | 行うこと | 役割 | 場合 | 人 | 理由 | 次の状態 |\n|---|---|---|---|---|---|---|\n{lines}"
        "\n提出した本人（代わって入力した人）とは、その人と、その人が代理を務めた人の両方です。一人が複数の役割を持っていても、"
        "自分の提出したものは承認も確認もできません。\n"
        f"{_ON_BEHALF}\n## 役割\n{roles}"
        "\n不在の間は、代理の人が役割を引き受けます（管理者の役割を除きます）。代理で行ったことは、だれの代理かとともに履歴に残ります。\n"
    )


def _reason(line: Transition) -> str:
    if line.needs_reason:
        return "必要"
    return "代行の理由" if line.case is Case.ON_BEHALF else "－"


if __name__ == "__main__":
    print(approval_page(), end="")
