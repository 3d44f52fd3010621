"""`mitodoke mail`: messages of the desk, sent by whatever runs commands at set times."""

from __future__ import annotations

import argparse
import datetime

from mitodoke.cli.command import NOT_READ, READ, READ_IN_PART, Command, complain
from mitodoke.cli.django_setup import prepare_database


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["send"], metavar="send", help="送るべきメールを集めて送ります")


def _run(options: argparse.Namespace) -> int:
    prepare_database()
    from django.utils import timezone  # noqa: PLC0415

    from mitodoke.domain.document import DocumentKind  # noqa: PLC0415
    from mitodoke.publishing.models import Edition  # noqa: PLC0415
    from mitodoke.publishing.presentation.addresses import CityAddresses  # noqa: PLC0415
    from mitodoke.publishing.visibility import standings  # noqa: PLC0415
    from mitodoke.reporting.mail.gather import Published  # noqa: PLC0415
    from mitodoke.reporting.mail.run_mail import run_mail  # noqa: PLC0415

    since = timezone.localdate() - datetime.timedelta(days=7)
    published = [
        Published(
            key=str(one.row.pk),
            title=str(one.row),
            municipality_code=one.row.municipality_id,
            published_on=one.published_on,
            path=CityAddresses(code=one.row.municipality_id, root="").pillar(DocumentKind(one.row.kind)),
        )
        for one in standings(Edition.objects.filter(fictional=False))
        if one.is_public and one.published_on >= since
    ]
    run = run_mail(published=published)
    report = run.report
    print(
        f"新しいお知らせ {run.written:,}件、まとめ {run.digests:,}件。"
        f"送信 {report.sent:,}件、送信できない {report.failed:,}件、次に回す {report.waiting:,}件。"
    )
    if report.problem is not None:
        complain(report.problem)
        return NOT_READ
    return READ_IN_PART if report.failed or report.waiting else READ


COMMAND = Command(
    name="mail",
    help="調査と外部評価のお知らせをメールで送ります",
    description="調査の開始、期限の1週間前・当日・経過、差戻し、承認、公表と、外部評価の意見への回答の遅れを知らせます。何度動かしても同じお知らせは一度だけです。"
    "一日に一度以上、決まった時刻に動かしてください。終了の値は、0 すべて送った、1 送れないものがある、2 送信先につながらない。",
    example="mitodoke mail send",
    add_arguments=_add_arguments,
    run=_run,
)
