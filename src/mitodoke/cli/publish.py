"""`mitodoke publish`, `release` and `withdraw`: what becomes public, when, and what does not stay so."""

from __future__ import annotations

import argparse
import datetime
import getpass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mitodoke.cli.command import NOT_READ, READ, Command, complain
from mitodoke.cli.django_setup import prepare_database
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons

if TYPE_CHECKING:
    from mitodoke.publishing.visibility import Standing

JAPAN = ZoneInfo("Asia/Tokyo")
TOLD_CHANGES = 20
"""How many changed records are listed where reasons are missing."""


def moment(text: str) -> datetime.datetime:
    """A moment on the clock of Japan, as ``2026-12-01T10:00`` or with a space; ArgumentTypeError for anything else."""
    try:
        found = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or len(text.strip()) < len("2026-12-01T10:00"):
        raise argparse.ArgumentTypeError(
            f"「{text[:40]}」は日時として読めません。2026-12-01T10:00 のように指定してください。"
        )
    return found if found.tzinfo else found.replace(tzinfo=JAPAN)


def _reason_of(text: str) -> tuple[str, str]:
    record, sign, reason = text.partition("=")
    if not (sign and record.strip() and reason.strip()):
        raise argparse.ArgumentTypeError(
            f"「{text[:40]}」は読めません。記録の番号と理由を = でつないで指定してください（例 01-1=転記の誤り）。"
        )
    return record.strip(), reason.strip()


def _add_publish_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help="公表する文書（import が示した名前。省略するとすべて）",
    )
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--date", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD", help="公表日（省略すると今日）"
    )
    when.add_argument(
        "--release",
        type=moment,
        metavar="YYYY-MM-DDThh:mm",
        help="いま確定し、この日時（日本時間）に公表します。それまで公開サイトには何も出ません",
    )
    parser.add_argument("--acknowledge", metavar="REASON", help="誤りの指摘があっても公表する理由")
    parser.add_argument(
        "--change",
        choices=[kind.value for kind in ChangeKind],
        help="公表中の版を変えるときの種類（correction は訂正、update は更新）",
    )
    parser.add_argument("--reason", metavar="REASON", help="変えた理由（--reason-of で指定しなかったすべて）")
    parser.add_argument(
        "--reason-of",
        type=_reason_of,
        action="append",
        default=[],
        metavar="RECORD=REASON",
        help="一つの記録を変えた理由（何度でも指定できます）",
    )


def _publish(options: argparse.Namespace) -> int:
    prepare_database()
    from mitodoke.documents.queries import current_documents  # noqa: PLC0415
    from mitodoke.publishing.moment_words import moment_in_words  # noqa: PLC0415
    from mitodoke.publishing.services import publish_edition  # noqa: PLC0415

    if (options.reason or options.reason_of) and not options.change:
        complain("理由を指定するときは、変更の種類（--change correction か update）も指定してください。")
        return NOT_READ
    today = options.date or datetime.datetime.now(JAPAN).date()
    keys = options.documents or [document.key for document in current_documents()]
    if not keys:
        complain("公表する文書がありません。先に mitodoke import --commit で保存してください。")
        return NOT_READ
    reasons = _reasons(options)
    status = READ
    for key in keys:
        for sentence in _unprintable(key, today):
            complain(sentence)
        try:
            publication = publish_edition(
                document=key,
                by=_whoever(),
                today=today,
                acknowledgement=options.acknowledge,
                release_at=options.release,
                reasons=reasons,
            )
        except ActionDenied as denied:
            complain(str(denied))
            _tell_changes(key, today, reasons)
            status = NOT_READ
            continue
        edition, release_at = publication.edition, publication.release_at
        told = "を公表しました" if publication.is_new else "から変わっていません"
        if release_at is not None:
            told = "を確定しました" if publication.is_new else "（公表待ち）から変わっていません"
            told += f"。{moment_in_words(release_at)}に公表します"
        print(f"{key}「{edition.title}」第{edition.version}版（{edition.published_on}）{told}。")
    return status


def _reasons(options: argparse.Namespace) -> ChangeReasons | None:
    if options.change is None:
        return None
    told = dict(options.reason_of)
    return ChangeReasons(kind=ChangeKind(options.change), rest=options.reason, by_subject=tuple(told.items()))


def _tell_changes(key: str, today: datetime.date, reasons: ChangeReasons | None) -> None:
    """What changes in the public edition and has no reason yet, so that it can be given."""
    from mitodoke.publishing.prepare import prepare_edition  # noqa: PLC0415

    try:
        changes = prepare_edition(document=key, today=today).changes()
    except ActionDenied:
        return
    names = {one.subject: one.name for one in changes}
    untold = reasons.untold(names) if reasons is not None else tuple(names)
    for subject in untold[:TOLD_CHANGES]:
        print(f"  {subject}（{names[subject]}）")
    if len(untold) > TOLD_CHANGES:
        print(f"  ほか {len(untold) - TOLD_CHANGES:,} 件")
    if untold:
        print("  --change と --reason（または --reason-of 記録=理由）を付けて、もう一度公表してください。")


def _unprintable(key: str, today: datetime.date) -> tuple[str, ...]:
    """The characters of what would be published that no font of the reports has; the refusal is told later."""
    from mitodoke.publishing.prepare import prepare_edition  # noqa: PLC0415
    from mitodoke.publishing.unprintable import unprintable_notices  # noqa: PLC0415

    try:
        prepared = prepare_edition(document=key, today=today)
    except ActionDenied:
        return ()
    return unprintable_notices(prepared.edition) if prepared.same is None else ()


def _add_version_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="文書（publish が示した名前）")
    parser.add_argument("--version", type=int, required=True, metavar="N", help="版の番号")
    parser.add_argument("--reason", required=True, metavar="REASON", help="理由")


def _add_release_arguments(parser: argparse.ArgumentParser) -> None:
    _add_version_arguments(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--at", type=moment, metavar="YYYY-MM-DDThh:mm", help="新しい公表日時（日本時間）")
    what.add_argument("--stop", action="store_true", help="公表を取りやめます（元に戻せません）")


def _release(options: argparse.Namespace) -> int:
    prepare_database()
    from mitodoke.publishing.moment_words import moment_in_words  # noqa: PLC0415
    from mitodoke.publishing.release_services import move_release, stop_release  # noqa: PLC0415

    standing = _standing(options)
    if standing is None:
        return NOT_READ
    try:
        if options.stop:
            stop_release(edition_id=standing.row.pk, reason=options.reason, by=_whoever())
            print(f"第{options.version}版の公表を取りやめました。")
        else:
            move_release(
                edition_id=standing.row.pk, release_at=options.at, reason=options.reason, by=_whoever()
            )
            print(f"第{options.version}版の公表日時を{moment_in_words(options.at)}に変えました。")
    except ActionDenied as denied:
        complain(str(denied))
        return NOT_READ
    return READ


def _add_withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    _add_version_arguments(parser)
    parser.add_argument(
        "--announced-by", required=True, metavar="OFFICE", help="取り下げる者として公開する部署や役職の名前"
    )
    parser.add_argument(
        "--commit", action="store_true", help="取り下げます（付けないと、何が起こるかだけを示します）"
    )


def _withdraw(options: argparse.Namespace) -> int:
    prepare_database()
    from mitodoke.publishing.release_services import withdraw_edition  # noqa: PLC0415

    standing = _standing(options)
    if standing is None:
        return NOT_READ
    named = f"「{standing.row.title}」第{standing.row.version}版"
    if not options.commit:
        print(f"{named}は{standing.state.label}です。取り下げると、次のお知らせだけが公開サイトに残ります。")
        print(f"  理由：{options.reason}（{options.announced_by}）")
        print("元に戻すことはできません。--commit を付けると取り下げます。")
        return READ
    try:
        withdraw_edition(
            edition_id=standing.row.pk,
            reason=options.reason,
            announced_by=options.announced_by,
            by=_whoever(),
        )
    except ActionDenied as denied:
        complain(str(denied))
        return NOT_READ
    print(f"{named}を取り下げました。")
    return READ


def _standing(options: argparse.Namespace) -> Standing | None:
    """The edition that the arguments name; None, with a sentence, where there is none."""
    from mitodoke.documents.queries import current_document  # noqa: PLC0415
    from mitodoke.publishing.visibility import version_of  # noqa: PLC0415

    document = current_document(options.document)
    found = None if document is None else version_of(document, options.version)
    if found is None:
        complain(
            f"{options.document} の第{options.version}版はありません。文書の名前は mitodoke publish が示したものを指定してください。"
        )
    return found


def _whoever() -> str:
    """Who runs the command: the name of the login, which is all a command can know."""
    return getpass.getuser()


PUBLISH = Command(
    name="publish",
    help="保存した文書を、版として確定し公表します",
    description="事実・数値・規則・指摘を一つの版に固定します。内容が前の版と同じなら、新しい版は作りません。"
    "公表中の版を変えるときは、変更の種類と理由が要ります。",
    example="mitodoke publish --release 2026-12-01T10:00",
    add_arguments=_add_publish_arguments,
    run=_publish,
)
RELEASE = Command(
    name="release",
    help="公表を待っている版の公表日時を変えるか、公表を取りやめます",
    description="だれがいつ何の理由で変えたかが残ります。公表した版の日時は変えられません。",
    example="mitodoke release mayoral_pledges-999997-2025 --version 2 --at 2026-12-08T10:00 --reason 議会日程の変更",
    add_arguments=_add_release_arguments,
    run=_release,
)
WITHDRAW = Command(
    name="withdraw",
    help="公表した版を、理由を示して取り下げます",
    description="版のアドレスには、取下げの日と理由と取り下げた者の名前だけが残ります。元に戻すことはできず、"
    "もう一度公表すると新しい版になります。",
    example="mitodoke withdraw mayoral_pledges-999997-2025 --version 2 --reason 個人情報の混入 --announced-by 企画課 --commit",
    add_arguments=_add_withdraw_arguments,
    run=_withdraw,
)
