"""The page docs/approval.md, written from the tables of approval and roles so that it cannot fall behind."""

from __future__ import annotations

from mitodoke.domain.approval import TRANSITIONS, AnswerState
from mitodoke.domain.role import DEPARTMENT_ROLES, RIGHTS, Right, Role

_HEAD = """# 回答の流れと役割（approval）

部署の回答がどのように確定するか、だれが何をできるかの表です。このページは `src/mitodoke/domain/approval.py` と
`src/mitodoke/domain/role.py` の表そのものから作られます（`python -m mitodoke.domain.approval_page > docs/approval.md`）。
手で直さないでください。

下書き → 提出 → 所属長承認 → 企画確認 → 確定 の順に進みます。差し戻された回答は、直して提出し直します。
理由は履歴に残り、消せません。締め切られた調査では、再開するまで何もできません。回答期限を過ぎても、締め切られるまでは
回答できます（期限後の回答として示されます）。

"""


def approval_page() -> str:
    """The whole page in Markdown."""
    states = "".join(
        f"| {state.label}（`{state.value}`） | "
        f"{'、'.join(dict.fromkeys(one.action.label for one in TRANSITIONS if one.state is state))} |\n"
        for state in AnswerState
    )
    lines = "".join(
        f"| {one.state.label} | {one.action.label} | {one.role.label} | {one.person.label} | "
        f"{'必要' if one.needs_reason else '－'} | {one.next_state.label} |\n"
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
        f"| 状態 | 行うこと | 役割 | 人 | 理由 | 次の状態 |\n|---|---|---|---|---|---|\n{lines}"
        "\n提出した本人とは、提出した人と、その人が代理を務めた人の両方です。一人が複数の役割を持っていても、"
        "自分の提出したものは承認も確認もできません。\n"
        f"\n## 役割\n{roles}"
        "\n不在の間は、代理の人が役割を引き受けます（管理者の役割を除きます）。代理で行ったことは、だれの代理かとともに履歴に残ります。\n"
    )


if __name__ == "__main__":
    print(approval_page(), end="")
