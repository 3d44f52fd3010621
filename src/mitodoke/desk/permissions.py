"""Who may open which address of the desk: one table, read by the guard of every view and by the tests.

The table decides whether a page opens. What can be done on it (submit, approve ...) the services decide anew at
every act by `domain.approval`, so that a page that should not have been open could still change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.role import Right


class Reach(StrEnum):
    """Where a right must be held for an address to open."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    CITY = "city"
    SOMEWHERE = "somewhere"
    ANSWER = "answer"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """In words."""
        return {
            Reach.ANYONE: "だれでも",
            Reach.SIGNED_IN: "サインインした人",
            Reach.CITY: "自治体全体について権利を持つ人",
            Reach.SOMEWHERE: "自治体のどこかの部署について権利を持つ人",
            Reach.ANSWER: "その回答の部署について権利を持つ人",
            Reach.DEPARTMENT: "アドレスの部署について権利を持つ人",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What an address needs: any one of `rights`, held as far as `reach` says."""

    reach: Reach
    rights: tuple[Right, ...] = ()


def _city(*rights: Right) -> Access:
    return Access(reach=Reach.CITY, rights=rights)


_ANYONE = Access(reach=Reach.ANYONE)
_SIGNED_IN = Access(reach=Reach.SIGNED_IN)
_READ_ANSWER = Access(reach=Reach.ANSWER, rights=(Right.READ_ANSWERS,))
_WRITE_ANSWER = Access(reach=Reach.ANSWER, rights=(Right.WRITE_ANSWERS,))
_READ_DEPARTMENT = Access(reach=Reach.DEPARTMENT, rights=(Right.READ_ANSWERS,))
_WRITE_DEPARTMENT = Access(reach=Reach.DEPARTMENT, rights=(Right.WRITE_ANSWERS,))
_READ_SOMEWHERE = Access(reach=Reach.SOMEWHERE, rights=(Right.READ_ANSWERS,))

ACCESS: dict[str, Access] = {
    "login": _ANYONE,
    "logout": _SIGNED_IN,
    "home": _SIGNED_IN,
    "roles": _SIGNED_IN,
    "account": _SIGNED_IN,
    "settings": _SIGNED_IN,
    "answer": _READ_ANSWER,
    "answer_history": _READ_ANSWER,
    "answer_save": _WRITE_ANSWER,
    "answer_autosave": _WRITE_ANSWER,
    "answer_act": _READ_ANSWER,
    "approvals": _SIGNED_IN,
    "approvals_act": _SIGNED_IN,
    "round_answers": _READ_SOMEWHERE,
    "round_add_entry": Access(reach=Reach.SOMEWHERE, rights=(Right.WRITE_ANSWERS, Right.RUN_ROUNDS)),
    "rounds": _city(Right.READ_ANSWERS),
    "round_new": _city(Right.RUN_ROUNDS),
    "round": _city(Right.READ_ANSWERS),
    "round_change": _city(Right.RUN_ROUNDS),
    "round_request": _city(Right.RUN_ROUNDS),
    "matrix": _city(Right.READ_ANSWERS),
    "matrix_csv": _city(Right.READ_ANSWERS),
    "matrix_xlsx": _city(Right.READ_ANSWERS),
    "workbooks": _READ_SOMEWHERE,
    "workbooks_zip": _city(Right.READ_ANSWERS),
    "workbook": _READ_DEPARTMENT,
    "workbook_upload": _WRITE_DEPARTMENT,
    "workbook_review": _WRITE_DEPARTMENT,
    "workbook_store": _WRITE_DEPARTMENT,
    "workbook_failing": _WRITE_DEPARTMENT,
    "documents": _city(Right.PUBLISH),
    "year_new": _city(Right.EDIT_PLANS),
    "round_adopt": _city(Right.PUBLISH),
    "publication": _city(Right.PUBLISH),
    "publish": _city(Right.PUBLISH),
    "preview": _city(Right.PUBLISH),
    "people": _city(Right.MANAGE_PEOPLE),
    "person_new": _city(Right.MANAGE_PEOPLE),
    "people_act": _city(Right.MANAGE_PEOPLE),
    "absence": _SIGNED_IN,
}
"""Every address of the desk by its name; the place (city, round, department, answer, document) is told by the address itself."""
