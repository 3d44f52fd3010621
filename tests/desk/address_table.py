"""Every address of the desk with who may open it, written out role by role, and an example of each address."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from mitodoke.desk.draft_shares import share_draft
from mitodoke.desk.urls import urlpatterns
from mitodoke.plans.models import Opinion, PlanLedger
from mitodoke.plans.services import take_over_plan
from mitodoke.reporting.services import add_evidence
from reporting.desk import APRIL, CODE, Desk, of

# Role by role, who may open what; written out, so that a change of the table is a change here as well.
EVERYBODY = {
    "planner", "reporter", "head", "reader", "evaluator", "administrator", "other_reporter", "nobody",
}  # fmt: skip
READERS = {"planner", "reporter", "head", "reader"}
EXPECTED: dict[str, set[str]] = {
    "home": EVERYBODY,
    "logout": EVERYBODY,
    "roles": EVERYBODY,
    "account": EVERYBODY,
    "first_password": EVERYBODY,
    "second_factor": EVERYBODY,
    "sessions_end": EVERYBODY,
    "settings": EVERYBODY,
    "absence": EVERYBODY,
    "approvals": EVERYBODY,
    "approvals_act": EVERYBODY,
    "answer": READERS,
    "answer_history": READERS,
    "answer_act": READERS,
    "answer_undo": {"planner", "reporter"},
    "answer_evidence": READERS,
    "answer_request": {"planner"},
    "answer_save": {"planner", "reporter"},
    "answer_autosave": {"planner", "reporter"},
    "on_behalf": {"planner"},
    "round_answers": READERS | {"other_reporter"},
    "round_add_entry": {"planner", "reporter", "other_reporter"},
    "round_submit": {"planner", "reporter", "other_reporter"},
    "rounds": {"planner", "reader"},
    "round_new": {"planner"},
    "round": {"planner", "reader"},
    "round_change": {"planner"},
    "round_request": {"planner"},
    "round_links": {"planner"},
    "matrix": {"planner", "reader"},
    "matrix_csv": {"planner", "reader"},
    "matrix_xlsx": {"planner", "reader"},
    "workbooks": READERS | {"other_reporter"},
    "workbooks_zip": {"planner", "reader"},
    "workbook": READERS,
    "workbook_upload": {"planner", "reporter"},
    "workbook_review": {"planner", "reporter"},
    "workbook_store": {"planner", "reporter"},
    "workbook_failing": {"planner", "reporter"},
    "documents": {"planner"},
    "year_new": {"planner"},
    "round_adopt": {"planner"},
    "publication": {"planner"},
    "publish": {"planner"},
    "preview": {"planner"},
    "edition": {"planner"},
    "edition_preview": {"planner"},
    "edition_release": {"planner"},
    "edition_withdraw": {"planner"},
    "imports": {"planner"},
    "import_new": {"planner"},
    "import_file": {"planner"},
    "import_review": {"planner"},
    "import_columns": {"planner"},
    "import_store": {"planner"},
    "import_discard": {"planner"},
    "import_records": {"planner"},
    "import_place": {"planner"},
    "import_page": {"planner"},
    "document_records": {"planner"},
    "document_place": {"planner"},
    "document_page": {"planner"},
    "plans": READERS | {"other_reporter"},
    "plan_new": {"planner"},
    "plan_take_over": {"planner"},
    "plan": READERS | {"other_reporter"},
    "plan_history": {"planner", "reader"},
    "plan_levels": {"planner"},
    "plan_bulk": {"planner"},
    "plan_issue": {"planner"},
    "plan_revisions": {"planner", "reader"},
    "plan_revision_new": {"planner"},
    "plan_revision_act": {"planner"},
    "plan_revision": {"planner", "reader"},
    "plan_fields": {"planner", "reader"},
    "plan_field_new": {"planner"},
    "plan_field": {"planner"},
    "plan_rules": {"planner"},
    "plan_combining": {"planner"},
    "plan_calculation": {"planner"},
    "plan_roll_up": {"planner"},
    "plan_judgement": {"planner"},
    "plan_item_new": {"planner"},
    "plan_item": READERS | {"other_reporter"},
    "plan_item_edit": {"planner"},
    "plan_item_act": {"planner"},
    "plan_item_values": READERS | {"other_reporter"},
    "plan_item_file_enter": READERS | {"other_reporter"},
    "plan_item_file": READERS | {"other_reporter"},
    "plan_item_amount": {"planner", "reporter", "other_reporter"},
    "plan_indicator_new": {"planner"},
    "plan_indicator": {"planner"},
    "verification": READERS | {"other_reporter"},
    "verify": READERS | {"other_reporter"},
    "verification_follow_up": {"planner", "reporter", "head", "other_reporter"},
    "observations": READERS | {"other_reporter"},
    "observe": {"planner", "reporter", "head", "other_reporter"},
    "evaluation": {"planner", "reader", "evaluator"},
    "shared_draft": {"planner", "reader", "evaluator"},
    "shared_preview": {"planner", "reader", "evaluator"},
    "share": {"planner"},
    "share_end": {"planner"},
    "city_opinions": READERS | {"other_reporter", "evaluator"},
    "opinions": READERS | {"other_reporter", "evaluator"},
    "opinion": READERS | {"evaluator"},
    "opinion_act": READERS | {"evaluator"},
    "opinion_new": {"evaluator"},
    "departments": {"planner", "reader", "administrator"},
    "department_add": {"administrator"},
    "requests_move": {"planner"},
    "reorganisation": {"planner", "administrator"},
    "reorganisation_do": {"administrator"},
    "city_reports": {"planner", "reader"},
    "reports": {"planner", "reader"},
    "report_file": {"planner", "reader"},
    "report_errata": {"planner", "reader"},
    "report_draft": {"planner"},
    "report_look": {"planner", "administrator"},
    "report_logo": {"planner", "administrator"},
    "report_texts": {"planner"},
    "people": {"administrator"},
    "person_new": {"administrator"},
    "people_act": {"administrator"},
    "people_safety": {"administrator"},
    "people_upload": {"administrator"},
    "people_upload_form": {"administrator"},
    "people_upload_store": {"administrator"},
    "people_invite": {"administrator"},
    "people_review": {"administrator"},
    "people_review_csv": {"administrator"},
}
# Doors: open to who is not signed in, and nothing of the desk is seen through them.
DOORS = {
    "link",
    "link_end",
    "login",
    "login_code",
    "login_provider",
    "login_provider_back",
    "invitation",
    "invitation_code",
}
POSTS = {
    "verification_follow_up", "observe", "share_end", "opinion_act", "department_add", "requests_move",
    "reorganisation_do",
    "sessions_end",
    "logout", "answer_save", "answer_autosave", "answer_act", "answer_undo", "approvals_act", "round_change", "round_request",
    "round_add_entry", "round_submit", "round_adopt", "publish", "edition_release", "people_act", "people_upload_store",
    "workbook_store", "plan_revision_act", "plan_item_act", "plan_item_values", "plan_item_file_enter", "plan_item_amount",
    "plan_combining",
    "import_store", "import_discard",
}  # fmt: skip


def shared_and_commented(desk: Desk, ledger: PlanLedger) -> int:
    """The draft is shared with evaluators, one of whom has written an opinion that a department answers: its number."""
    day = timezone.localdate()
    share_draft(document=desk.document, until=day, note="試験", by=desk.planner)
    evaluator, _ = User.objects.get_or_create(username="外部")
    return Opinion.objects.create(
        ledger=ledger,
        fiscal_year=2025,
        evaluator="委員会",
        text="意見",
        written_on=day,
        by="外部",
        person=evaluator,
        at=timezone.now(),
        state="waiting",
        department=desk.flowers,
        due_on=day,
    ).pk


def addresses(desk: Desk) -> dict[str, str]:
    survey = desk.open()
    ledger = take_over_plan(
        document=desk.document,
        title="市長公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    parts = {
        "year": 2025,
        "opinion_id": shared_and_commented(desk, ledger),
        "ledger_id": ledger.pk,
        "item_id": "01-1-1",
        "indicator_id": "K1",
        "revision_number": 1,
        "field_key": "own1",
        "assignment_id": of(survey, desk.flowers).pk,
        "round_id": survey.pk,
        "department_id": desk.flowers.pk,
        "token": "0" * 32,
        "code": CODE,
        "document": desk.document.key,
        "page": f"{CODE}/",
        "version": 1,
        "name": "summary.docx",
        "page_number": 1,
        "evidence_id": add_evidence(
            assignment=of(survey, desk.flowers),
            name="a.txt",
            data=b"a",
            caption="a",
            by=desk.reporter,
            clock=desk.clock,
        ).pk,
        "sha256": "0" * 64,
        "entry": 1,
    }
    found = {}
    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        found[pattern.name] = reverse(f"desk:{pattern.name}", kwargs={name: parts[name] for name in wanted})
    return found
