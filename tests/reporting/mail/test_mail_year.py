"""Every mail about a round tells its year once, whatever the document is called."""

from __future__ import annotations

import pytest
from django.core import mail

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.approval import Action
from mitodoke.reporting.mail.letters import write_letter
from mitodoke.reporting.mail.round_links import make_link
from mitodoke.reporting.mail.run_mail import run_mail
from mitodoke.reporting.mail.words import MessageKind
from mitodoke.reporting.models import OutboxMessage
from reporting.desk import DUE, Desk, of

pytestmark = pytest.mark.django_db

ABOUT_A_ROUND = {
    MessageKind.ROUND_OPENED, MessageKind.WEEK_BEFORE, MessageKind.DUE_TODAY, MessageKind.OVERDUE,
    MessageKind.OVERDUE_HEAD, MessageKind.RETURNED, MessageKind.APPROVED, MessageKind.LINK,
}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "survey"),
    [
        ("市長公約の取組状況", "令和7年度 市長公約の取組状況の調査"),
        ("市長公約の取組状況（令和7年度）", "市長公約の取組状況（令和7年度）の調査"),
        ("令和７年度\n市長公約", "令和７年度 市長公約の調査"),
        ("令和7年度～令和11年度の公約", "令和7年度 令和7年度～令和11年度の公約の調査"),
    ],
)
def test_all_that_is_sent_in_the_course_of_a_round(
    desk: Desk, title: str, survey: str, settings: object
) -> None:
    settings.ROUND_LINKS_ALLOWED = True  # type: ignore[attr-defined]
    SourceDocument.objects.update(title=title)
    opened = desk.open()
    desk.reporter.refresh_from_db()
    mine = of(opened, desk.flowers)
    sent: list[tuple[str, str]] = []

    def run() -> None:
        mail.outbox.clear()
        run_mail(clock=desk.clock)
        sent.extend((one.subject, one.body) for one in mail.outbox)

    run()
    make_link(
        reporting_round=opened, department=desk.flowers, person=desk.reporter, days=3, by=desk.planner,
        clock=desk.clock,
    )  # fmt: skip
    desk.fill(mine)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.RETURN, desk.head, "直してください")
    run()
    desk.clock.move(minutes=1)
    desk.act(mine, Action.SUBMIT, desk.reporter)
    desk.act(mine, Action.APPROVE, desk.head)
    run()
    for days in (-3, 0, 1):
        desk.clock.now = desk.clock.now.replace(month=DUE.month, day=DUE.day)
        desk.clock.move(days=days)
        run()
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) == {one.value for one in ABOUT_A_ROUND}
    for subject, body in sent:
        assert subject.endswith(f"：{survey}")
        assert f"「{survey}」" in body
        assert (subject + body).count("年度") == 2 * survey.count("年度")


def test_a_publication_tells_the_title_as_it_is() -> None:
    letter = write_letter(
        MessageKind.PUBLISHED, name="花", title="令和7年度 市長公約", published_on="令和8年6月1日", address=""
    )
    assert letter.subject == "公表しました：令和7年度 市長公約"
    assert letter.body.count("年度") == 1
