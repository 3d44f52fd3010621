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
# Whoever enters on behalf of a department has given a reason before: the services see to it at every save.
_WRITE_ANSWER = Access(reach=Reach.ANSWER, rights=(Right.WRITE_ANSWERS, Right.ENTER_ON_BEHALF))
_READ_DEPARTMENT = Access(reach=Reach.DEPARTMENT, rights=(Right.READ_ANSWERS,))
_WRITE_DEPARTMENT = Access(reach=Reach.DEPARTMENT, rights=(Right.WRITE_ANSWERS, Right.ENTER_ON_BEHALF))
_READ_REPORTS = _city(Right.READ_ANSWERS, Right.PUBLISH)
_READ_SOMEWHERE = Access(reach=Reach.SOMEWHERE, rights=(Right.READ_ANSWERS,))
# Which items and opinions of the city a person of a department may open or change, the pages and services tell.
_FOLLOW = Access(reach=Reach.SOMEWHERE, rights=(Right.EDIT_PLANS, Right.WRITE_ANSWERS, Right.APPROVE_ANSWERS))
_READ_OPINIONS = Access(reach=Reach.SOMEWHERE, rights=(Right.READ_ANSWERS, Right.WRITE_OPINIONS))
# Plans in force are read in every department; drafts, and fields and money of other departments, the pages keep back.
_READ_PLAN = Access(reach=Reach.SOMEWHERE, rights=(Right.READ_HISTORY,))
_READ_DRAFTS = _city(Right.READ_HISTORY)
_EDIT_PLAN = _city(Right.EDIT_PLANS)

ACCESS: dict[str, Access] = {
    "login": _ANYONE,
    "login_code": _ANYONE,
    "login_provider": _ANYONE,
    "login_provider_back": _ANYONE,
    "invitation": _ANYONE,
    "invitation_code": _ANYONE,
    "logout": _SIGNED_IN,
    "home": _SIGNED_IN,
    "roles": _SIGNED_IN,
    "account": _SIGNED_IN,
    "first_password": _SIGNED_IN,
    "second_factor": _SIGNED_IN,
    "sessions_end": _SIGNED_IN,
    "settings": _SIGNED_IN,
    "answer": _READ_ANSWER,
    "answer_history": _READ_ANSWER,
    "answer_save": _WRITE_ANSWER,
    "answer_autosave": _WRITE_ANSWER,
    "answer_act": _READ_ANSWER,
    "answer_undo": _WRITE_ANSWER,
    "answer_evidence": _READ_ANSWER,
    "answer_request": Access(reach=Reach.ANSWER, rights=(Right.RUN_ROUNDS,)),
    "link": _ANYONE,
    "link_end": _ANYONE,
    "approvals": _SIGNED_IN,
    "approvals_act": _SIGNED_IN,
    "round_answers": _READ_SOMEWHERE,
    "round_submit": Access(reach=Reach.SOMEWHERE, rights=(Right.WRITE_ANSWERS, Right.ENTER_ON_BEHALF)),
    "round_add_entry": Access(reach=Reach.SOMEWHERE, rights=(Right.WRITE_ANSWERS, Right.RUN_ROUNDS)),
    "rounds": _city(Right.READ_ANSWERS),
    "round_new": _city(Right.RUN_ROUNDS),
    "round": _city(Right.READ_ANSWERS),
    "round_change": _city(Right.RUN_ROUNDS),
    "round_request": _city(Right.RUN_ROUNDS),
    "round_links": _city(Right.RUN_ROUNDS),
    "on_behalf": Access(reach=Reach.DEPARTMENT, rights=(Right.ENTER_ON_BEHALF,)),
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
    "edition": _city(Right.PUBLISH),
    "edition_preview": _city(Right.PUBLISH),
    "edition_release": _city(Right.PUBLISH),
    "edition_withdraw": _city(Right.PUBLISH),
    "imports": _city(Right.EDIT_PLANS),
    "import_new": _city(Right.EDIT_PLANS),
    "import_file": _city(Right.EDIT_PLANS),
    "import_review": _city(Right.EDIT_PLANS),
    "import_columns": _city(Right.EDIT_PLANS),
    "import_store": _city(Right.EDIT_PLANS),
    "import_discard": _city(Right.EDIT_PLANS),
    "import_records": _city(Right.EDIT_PLANS),
    "import_place": _city(Right.EDIT_PLANS),
    "import_page": _city(Right.EDIT_PLANS),
    "document_records": _city(Right.EDIT_PLANS, Right.PUBLISH),
    "document_place": _city(Right.EDIT_PLANS, Right.PUBLISH),
    "document_page": _city(Right.EDIT_PLANS, Right.PUBLISH),
    "city_reports": _READ_REPORTS,
    "reports": _READ_REPORTS,
    "report_file": _READ_REPORTS,
    "report_errata": _READ_REPORTS,
    "report_draft": _city(Right.PUBLISH),
    # How reports look is the city's and set by either; what they say is the planners'.
    "report_look": _city(Right.PUBLISH, Right.MANAGE_SETTINGS),
    "report_logo": _city(Right.PUBLISH, Right.MANAGE_SETTINGS),
    "report_texts": _city(Right.PUBLISH),
    "plans": _READ_PLAN,
    "plan_new": _EDIT_PLAN,
    "plan_take_over": _EDIT_PLAN,
    "plan": _READ_PLAN,
    "plan_history": _READ_DRAFTS,
    "plan_levels": _EDIT_PLAN,
    "plan_bulk": _EDIT_PLAN,
    "plan_issue": _EDIT_PLAN,
    "plan_revisions": _READ_DRAFTS,
    "plan_revision_new": _EDIT_PLAN,
    "plan_revision_act": _EDIT_PLAN,
    "plan_revision": _READ_DRAFTS,
    "plan_fields": _READ_DRAFTS,
    "plan_field_new": _EDIT_PLAN,
    "plan_field": _EDIT_PLAN,
    "plan_rules": _EDIT_PLAN,
    "plan_combining": _EDIT_PLAN,
    "plan_calculation": _EDIT_PLAN,
    "plan_roll_up": _EDIT_PLAN,
    "plan_judgement": _EDIT_PLAN,
    "plan_item_new": _EDIT_PLAN,
    "plan_item": _READ_PLAN,
    "plan_item_edit": _EDIT_PLAN,
    "plan_item_act": _EDIT_PLAN,
    "plan_item_values": _READ_PLAN,
    "plan_item_file_enter": _READ_PLAN,
    "plan_item_file": _READ_PLAN,
    "plan_item_amount": Access(reach=Reach.SOMEWHERE, rights=(Right.EDIT_PLANS, Right.WRITE_ANSWERS)),
    "plan_indicator_new": _EDIT_PLAN,
    "plan_indicator": _EDIT_PLAN,
    "verification": _READ_SOMEWHERE,
    "verify": _READ_SOMEWHERE,
    "verification_follow_up": _FOLLOW,
    "observations": _READ_SOMEWHERE,
    "observe": _FOLLOW,
    "evaluation": _city(Right.READ_SHARED_DRAFTS),
    "shared_draft": _city(Right.READ_SHARED_DRAFTS),
    "shared_preview": _city(Right.READ_SHARED_DRAFTS),
    "share": _city(Right.PUBLISH),
    "share_end": _city(Right.PUBLISH),
    "city_opinions": _READ_OPINIONS,
    "opinions": _READ_OPINIONS,
    "opinion": _READ_OPINIONS,
    "opinion_act": _READ_OPINIONS,
    "opinion_new": _city(Right.WRITE_OPINIONS),
    "departments": _city(Right.MANAGE_DEPARTMENTS, Right.READ_ANSWERS),
    "department_add": _city(Right.MANAGE_DEPARTMENTS),
    "requests_move": _city(Right.RUN_ROUNDS),
    "reorganisation": _city(Right.MANAGE_DEPARTMENTS, Right.EDIT_PLANS),
    "reorganisation_do": _city(Right.MANAGE_DEPARTMENTS),
    "people": _city(Right.MANAGE_PEOPLE),
    "person_new": _city(Right.MANAGE_PEOPLE),
    "people_act": _city(Right.MANAGE_PEOPLE),
    "people_safety": _city(Right.MANAGE_PEOPLE),
    "people_upload": _city(Right.MANAGE_PEOPLE),
    "people_upload_form": _city(Right.MANAGE_PEOPLE),
    "people_upload_store": _city(Right.MANAGE_PEOPLE),
    "people_invite": _city(Right.MANAGE_PEOPLE),
    "people_review": _city(Right.MANAGE_PEOPLE),
    "people_review_csv": _city(Right.MANAGE_PEOPLE),
    "absence": _SIGNED_IN,
}
"""Every address of the desk by its name; the place (city, round, department, answer, document) is told by the address itself."""

BY_LINK = frozenset(
    {
        "answer", "answer_history", "answer_save", "answer_autosave", "answer_act", "answer_undo",
        "answer_evidence", "round_answers", "round_submit", "round_add_entry", "workbooks", "workbook", "workbook_upload",
        "workbook_review", "workbook_store", "workbook_failing",
    }
)  # fmt: skip
"""The addresses that also open by a mailed link, for its department's part of its round."""
