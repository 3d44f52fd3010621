"""The city of the tour through every page of the desk: everything has begun there, so that no page is empty.

Built by the process of the desk. Beside the database it leaves `tour.json`: the address of every page, and for
everybody the cookie of a browser in which they are signed in.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone

from browser.desk_tour import FILE
from desk.accounts.phone import secured
from desk.address_table import addresses
from desk.city import signed_in
from desk.import_files import COLUMNS, at, body, book, pledges, register_rows, sent, store, tell
from desk.test_desk_workbook import handed_in, taken
from mitodoke.departments.models import Municipality
from mitodoke.desk.accounts.first_passwords import note_first_password
from mitodoke.desk.accounts.invitations import make_invitation
from mitodoke.desk.accounts.second_factor import begin_second_factor
from mitodoke.desk.accounts.words import InvitationWay
from mitodoke.desk.urls import urlpatterns
from mitodoke.documents.queries import current_document
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.approval import Action
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.own_field import FieldControl, FieldRule
from mitodoke.domain.plan_change import AddItem
from mitodoke.domain.role import Role
from mitodoke.plans.models import PlanLedger
from mitodoke.plans.services import define_field, observe, record_amount, verify_item
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.mail.round_links import make_link, token_of
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import import_reading
from plans.ledger_desk import LedgerDesk, content, item
from reporting.desk import CODE, of, with_kpi_on_the_measure
from reporting.sample import plan_reading, with_title
from reporting.workbook.edited_books import changed

STORED = f"collaboration_register-{CODE}-2023"
"""The register that comes in through the desk, so that its file is at hand."""
PEOPLE = {
    "planner": "企画",
    "reporter": "花担当",
    "head": "花課長",
    "reader": "監査",
    "evaluator": "評価",
    "administrator": "管理",
    "green_head": "緑課長",
    "nobody": "新人",
}
"""Who goes on the tour, by the name they sign in with; `nobody` holds no role."""
OTHER_HEADS = ("通し番号", "行事", "受け持ち", "めあて", "記号")


def build_tour(password: str, folder: Path) -> None:
    """Make the city; `password` is everybody's. Writes `tour.json` into `folder`."""
    setup_test_environment()
    desk = LedgerDesk()
    _publish_and_change(desk)
    found = addresses(desk)
    survey = ReportingRound.objects.get()
    User.objects.create(username="新人")
    User.objects.update(password=make_password(password))
    clients = {role: signed_in(User.objects.get(username=name)) for role, name in PEOPLE.items()}
    found |= _answers(desk, survey)
    found |= _workbook(desk, survey, clients["reporter"])
    found |= _imports(clients["planner"])
    found |= _editions(desk)
    found |= _plan(desk)
    _follow(desk, PlanLedger.objects.get(document_kind__isnull=False))
    found |= _doors(desk, survey, clients, password)
    cookies = {role: client.cookies[settings.SESSION_COOKIE_NAME].value for role, client in clients.items()}
    (folder / FILE).write_text(json.dumps({"addresses": found, "cookies": cookies}), encoding="utf-8")


def _publish_and_change(desk: LedgerDesk) -> None:
    """The first edition is public, and the document has changed since."""
    publish_edition(
        document=desk.document.key,
        by="試験",
        today=timezone.localdate(),
        fictional=True,
        acknowledgement="試験",
    )
    reading = with_kpi_on_the_measure(plan_reading())
    import_reading(reading=with_title(reading, "01-1", "花壇をもっとふやす"), by="試験")
    changed_document = current_document(desk.document.key)
    assert changed_document is not None
    desk.document = changed_document


def _answers(desk: LedgerDesk, survey: ReportingRound) -> dict[str, str]:
    """One answer is a draft with doubts, one is handed in; of a second round one is approved."""
    draft, green = of(survey, desk.flowers), of(survey, desk.green)
    desk.save(draft, "rating.step", "9")
    desk.save(draft, "kpi.K1.value", "90000か所")
    desk.fill(green, desk.green_reporter)
    desk.act(green, Action.SUBMIT, desk.green_reporter)
    register = desk.open_register()
    approved = register.assignments.filter(department=desk.flowers)[0]
    desk.save(approved, "occurrence.1.dates", "令和7年5月3日～5日")
    desk.save(approved, "occurrence.1.participants", "120人")
    desk.act(approved, Action.SUBMIT, desk.reporter)
    desk.act(approved, Action.APPROVE, desk.head)
    return {
        "answer-handed-in": reverse("desk:answer", kwargs={"assignment_id": green.pk}),
        "answer-entry": reverse("desk:answer", kwargs={"assignment_id": approved.pk}),
        "round-register": reverse("desk:round", kwargs={"round_id": register.pk}),
    }


def _workbook(desk: LedgerDesk, survey: ReportingRound, reporter: Client) -> dict[str, str]:
    """A workbook is handed in with a change, a conflict and a cell that cannot be read."""
    data = taken(reporter, survey, desk.flowers)
    desk.save(of(survey, desk.flowers), "activity.1", "画面で直した文章")
    data = changed(data, {"rating.step": "よい", "activity.1": "調査票で直した文章", "kpi.K1.value": "9か所"})
    parts = {"round_id": survey.pk, "department_id": desk.flowers.pk}
    token = handed_in(reporter, survey, desk.flowers, data)
    return {"workbook_review": reverse("desk:workbook_review", kwargs=parts | {"token": token})}


def _imports(planner: Client) -> dict[str, str]:
    """One upload waits for its columns, one to be stored; a register was stored with its file."""
    asked = sent(planner, book(register_rows(7, *OTHER_HEADS)), "様式.xlsx")
    waiting = sent(planner, pledges("pdf"), "公約.pdf")
    register = sent(planner, book(register_rows(5)), "台帳.xlsx")
    tell(planner, register, COLUMNS)
    assert store(planner, register).status_code == 302
    found = {
        "import_columns": at("import_columns", asked),
        "import_review": at("import_review", waiting),
        "import_records": at("import_records", waiting),
        "document_records": reverse("desk:document_records", kwargs={"document": STORED}),
    }
    return found | {
        f"{kind}_place": _first_place(planner, found[f"{kind}_records"]) for kind in ("import", "document")
    }


def _first_place(client: Client, records: str) -> str:
    """The page of the first record's place in the file."""
    link = re.search(r'href="([^"]+/place/\?at=[^"]+)"', body(client.get(records)))
    assert link is not None, records
    return html.unescape(link[1])


def _editions(desk: LedgerDesk) -> dict[str, str]:
    """An edition waits for its release."""
    in_a_month = timezone.now() + datetime.timedelta(days=30)
    publish_edition(
        document=STORED,
        by="試験",
        today=timezone.localdate(),
        fictional=True,
        acknowledgement="試験",
        release_at=in_a_month,
    )
    parts = {"document": STORED, "version": 1}
    return {
        "edition-waiting": reverse("desk:edition", kwargs=parts),
        "edition_preview": reverse("desk:edition_preview", kwargs=parts | {"page": f"{CODE}/"}),
    }


def _plan(desk: LedgerDesk) -> dict[str, str]:
    """A plan with levels, fields and amounts of its own, whose revision is open and has changed something."""
    ledger = desk.decided()
    field = FieldRule(label="実施主体", control=FieldControl.CHOICE, choices=("市", "団体"))
    define_field(ledger=ledger, level=item(ledger, "1-1-1").level, rule=field, by=desk.planner)
    desk.begin(ledger)
    desk.edit(ledger, AddItem(parent_id=item(ledger, "1-1").item_id, code="1-1-3", title="水をやる"))
    lowest = item(ledger, "1-1-1").item_id
    record_amount(
        ledger=ledger,
        item_id=lowest,
        fiscal_year=2025,
        kind=AmountKind.BUDGET,
        amount="1,250千円",
        seen=0,
        by=desk.planner,
    )
    [kpi] = [one for one in content(ledger).indicators if one.item_id == lowest]
    parts = {
        "ledger_id": ledger.pk,
        "revision_number": 2,
        "field_key": "own1",
        "item_id": lowest,
        "indicator_id": kpi.indicator_id,
    }
    found = {
        one.name: reverse(f"desk:{one.name}", kwargs={part: parts[part] for part in one.pattern.converters})
        for one in urlpatterns
        if one.name.startswith("plan") and set(one.pattern.converters) <= set(parts)
    }
    idle = PlanLedger.objects.exclude(pk=ledger.pk).get()
    return found | {
        "plan_revision_new-idle": reverse("desk:plan_revision_new", kwargs={"ledger_id": idle.pk})
    }


def _follow(desk: LedgerDesk, ledger: PlanLedger) -> None:
    """Last year's 検証 asks what came of it, and something was observed."""
    verify_item(
        ledger=ledger,
        item_id="01-1-1",
        fiscal_year=2024,
        decision=VerificationDecision.IMPROVE,
        reason="参加者が少ない",
        by=desk.reporter,
    )
    observe(
        ledger=ledger,
        item_id="01-1-1",
        observed_on=timezone.localdate(),
        observation="苗が枯れた",
        decision="水やりを増やす",
        by=desk.reporter,
    )


def _doors(
    desk: LedgerDesk, survey: ReportingRound, clients: dict[str, Client], password: str
) -> dict[str, str]:
    """An invitation, a mailed link at rest and one at work, second factors begun and set up, half a sign-in."""
    desk.reporter.email = "hana@example.lg.jp"
    desk.reporter.save(update_fields=["email"])
    mailed = make_link(
        reporting_round=survey, department=desk.flowers, person=desk.reporter, days=3, by=desk.planner
    )
    link = reverse("desk:link", kwargs={"token": token_of(mailed)})
    clients["by_link"] = Client()
    clients["by_link"].post(link)
    begin_second_factor(person=desk.reader, now=timezone.now())
    secured(desk.second_planner)
    clients["with_phone"] = signed_in(User.objects.get(pk=desk.second_planner.pk))
    newcomer = User.objects.create_user("初めての人")
    note_first_password(person=newcomer, by="試験", at=timezone.now())
    clients["with_first_password"] = signed_in(newcomer)
    clients["half_signed_in"] = Client()
    typed = {"username": desk.second_planner.username, "password": password}
    clients["half_signed_in"].post(reverse("desk:login"), typed)
    User.objects.create_user("招かれた人")
    _, code = make_invitation(
        person=desk.person("招かれた人", Role.READER),
        municipality=Municipality.objects.get(),
        way=InvitationWay.LETTER,
        by=desk.administrator,
        now=timezone.now(),
        is_new=True,
    )
    return {"link": link, "invitation": reverse("desk:invitation", kwargs={"code": code})}
