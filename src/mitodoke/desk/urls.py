"""The addresses of the desk; each opens by its line in `permissions.ACCESS`."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from mitodoke.desk.guard import guarded
from mitodoke.desk.views import (
    account,
    answers,
    approvals,
    autosave,
    home,
    people,
    preview,
    publication,
    round_answers,
    round_new,
    rounds,
    settings,
    workbook_upload,
    workbooks,
)

app_name = "desk"


def _page(route: str, view: Any, name: str) -> URLPattern:
    return path(route, guarded(name, view), name=name)


_ANSWER = "answers/<int:assignment_id>/"
_ROUND = "rounds/<int:round_id>/"
_CITY = "cities/<slug:code>/"
_WORKBOOK = f"{_ROUND}workbooks/<int:department_id>/"
_DOCUMENT = "documents/<slug:document>/"

urlpatterns = [
    _page("", home.home, "home"),
    _page("login/", account.sign_in, "login"),
    _page("logout/", account.sign_out, "logout"),
    _page("account/", account.account, "account"),
    _page("settings/", settings.settings, "settings"),
    _page("absence/", people.absence, "absence"),
    _page("roles/", home.roles, "roles"),
    _page(_ANSWER, answers.answer, "answer"),
    _page(f"{_ANSWER}history/", answers.answer_history, "answer_history"),
    _page(f"{_ANSWER}save/", answers.answer_save, "answer_save"),
    _page(f"{_ANSWER}autosave/", autosave.answer_autosave, "answer_autosave"),
    _page(f"{_ANSWER}act/", answers.answer_act, "answer_act"),
    _page("approvals/", approvals.approvals, "approvals"),
    _page("approvals/act/", approvals.approvals_act, "approvals_act"),
    _page(f"{_CITY}rounds/", rounds.rounds, "rounds"),
    _page(f"{_CITY}rounds/new/", round_new.round_new, "round_new"),
    _page(_ROUND, rounds.one_round, "round"),
    _page(f"{_ROUND}change/", rounds.round_change, "round_change"),
    _page(f"{_ROUND}request/", rounds.round_request, "round_request"),
    _page(f"{_ROUND}answers/", round_answers.round_answers, "round_answers"),
    _page(f"{_ROUND}answers/add/", round_answers.round_add_entry, "round_add_entry"),
    _page(f"{_ROUND}matrix/", round_answers.matrix, "matrix"),
    _page(f"{_ROUND}matrix.csv", round_answers.matrix_csv, "matrix_csv"),
    _page(f"{_ROUND}matrix.xlsx", round_answers.matrix_xlsx, "matrix_xlsx"),
    _page(f"{_ROUND}workbooks/", workbooks.workbooks, "workbooks"),
    _page(f"{_ROUND}workbooks.zip", workbooks.workbooks_zip, "workbooks_zip"),
    _page(f"{_WORKBOOK}workbook.xlsx", workbooks.workbook, "workbook"),
    _page(f"{_WORKBOOK}upload/", workbook_upload.workbook_upload, "workbook_upload"),
    _page(f"{_WORKBOOK}upload/<slug:token>/", workbook_upload.workbook_review, "workbook_review"),
    _page(f"{_WORKBOOK}upload/<slug:token>/store/", workbook_upload.workbook_store, "workbook_store"),
    _page(f"{_WORKBOOK}upload/<slug:token>/rows.xlsx", workbook_upload.workbook_failing, "workbook_failing"),
    _page(f"{_ROUND}adopt/", publication.round_adopt, "round_adopt"),
    _page(f"{_CITY}documents/", publication.documents, "documents"),
    _page(f"{_CITY}documents/new/", publication.year_new, "year_new"),
    _page(_DOCUMENT, publication.publication, "publication"),
    _page(f"{_DOCUMENT}publish/", publication.publish, "publish"),
    _page(f"{_DOCUMENT}preview/<path:page>", preview.preview, "preview"),
    _page(f"{_CITY}people/", people.people, "people"),
    _page(f"{_CITY}people/new/", people.person_new, "person_new"),
    _page(f"{_CITY}people/act/", people.people_act, "people_act"),
]
