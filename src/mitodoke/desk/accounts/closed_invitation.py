"""Why a code opens no invitation, in words for who holds it: mistyped, used, past its day, or taken back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from mitodoke.desk.accounts.invitations import OVER
from mitodoke.desk.accounts.sealing import digest_of
from mitodoke.desk.first_password import read_code
from mitodoke.desk.models import Invitation
from mitodoke.domain.fiscal_year import format_date

_LENGTH = len("abcd-efgh-jkmn-pqrs")
_ASK = "管理者に、もう一度招待するよう依頼してください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedInvitation:
    """The sentence, and whether typing the code again may help."""

    sentence: str
    type_again: bool = False


def why_closed(typed: str, now: datetime.datetime) -> ClosedInvitation:
    """What to tell about a code that `open_invitation` does not open.

    Only who holds the very code is told what became of the invitation: codes cannot be guessed.
    """
    code = read_code(typed)
    if len(code) != _LENGTH:
        return ClosedInvitation(
            sentence="招待コードとして読めません。コードは英数字16文字（4文字が4組）です。招待状と見比べて、もう一度入力してください。",
            type_again=True,
        )
    row = Invitation.objects.select_related("person").filter(digest=digest_of(code)).first()
    if row is None:
        return ClosedInvitation(
            sentence=f"このコードの招待は見つかりません。招待状と見比べて、もう一度入力してください。合っているのに使えないときは、{_ASK}",
            type_again=True,
        )
    if row.used_at is not None:
        return ClosedInvitation(
            sentence="この招待はすでに使われました。パスワードを決めた人は、そのままサインインしてください。"
            "決めた覚えがないときは、すぐに管理者に知らせてください。"
        )
    if row.revoked_at is not None:
        return ClosedInvitation(
            sentence=f"この招待は取り消されました。新しい招待を受け取っている人は、新しい方を使ってください。届いていないときは、{_ASK}"
        )
    if row.expires_at <= now:
        last_day = format_date(timezone.localdate(row.expires_at))
        return ClosedInvitation(sentence=f"この招待の期限（{last_day}）は過ぎています。{_ASK}")
    return ClosedInvitation(sentence=OVER)
