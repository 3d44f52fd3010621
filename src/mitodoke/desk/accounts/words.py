"""The words that tables and pages of accounts share. Pure: no Django."""

from __future__ import annotations

from enum import StrEnum


class SignInStep(StrEnum):
    """What was tried when signing in, or when confirming who one is."""

    PASSWORD = "password"  # noqa: S105 - a word, no secret
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    PROVIDER = "provider"
    CONFIRMATION = "confirmation"

    @property
    def label(self) -> str:
        """In Japanese."""
        return {
            SignInStep.PASSWORD: "パスワード",
            SignInStep.CODE: "確認コード",
            SignInStep.RECOVERY_CODE: "予備コード",
            SignInStep.PROVIDER: "組織の認証",
            SignInStep.CONFIRMATION: "本人の確認",
        }[self]


class SessionEnd(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "signed_out"
    ELSEWHERE = "elsewhere"
    IDLE = "idle"
    TOO_LONG = "too_long"
    PASSWORD = "password"  # noqa: S105 - a word, no secret
    ROLES = "roles"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """In Japanese."""
        return {
            SessionEnd.SIGNED_OUT: "サインアウト",
            SessionEnd.ELSEWHERE: "別の画面から終了",
            SessionEnd.IDLE: "操作がないまま時間切れ",
            SessionEnd.TOO_LONG: "サインインからの時間切れ",
            SessionEnd.PASSWORD: "パスワードの変更",
            SessionEnd.ROLES: "役割の終了",
            SessionEnd.ADMINISTRATOR: "管理者による終了",
        }[self]


class AccountAct(StrEnum):
    """What happened to an account."""

    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word, no secret
    PASSWORD_RENEWED = "password_renewed"  # noqa: S105 - a word, no secret
    FACTOR_SET_UP = "factor_set_up"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    SESSIONS_ENDED = "sessions_ended"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_USED = "invitation_used"
    PROVIDER_LINKED = "provider_linked"
    PROVIDER_UNLINKED = "provider_unlinked"
    STOPPED = "stopped"
    RESUMED = "resumed"

    @property
    def label(self) -> str:
        """In Japanese."""
        return {
            AccountAct.PASSWORD_CHANGED: "パスワードを変えた",
            AccountAct.PASSWORD_RENEWED: "パスワードを作り直した",
            AccountAct.FACTOR_SET_UP: "二段階認証を設定した",
            AccountAct.FACTOR_REMOVED: "二段階認証を解除した",
            AccountAct.RECOVERY_CODES_MADE: "予備コードを作り直した",
            AccountAct.RECOVERY_CODE_USED: "予備コードでサインインした",
            AccountAct.SESSIONS_ENDED: "ほかの画面をサインアウトした",
            AccountAct.INVITED: "招待した",
            AccountAct.INVITATION_REVOKED: "招待を取り消した",
            AccountAct.INVITATION_USED: "招待でパスワードを決めた",
            AccountAct.PROVIDER_LINKED: "組織の認証と結び付けた",
            AccountAct.PROVIDER_UNLINKED: "組織の認証との結び付きを解いた",
            AccountAct.STOPPED: "利用を停止した",
            AccountAct.RESUMED: "利用を再開した",
        }[self]


class InvitationWay(StrEnum):
    """How an invitation reaches the person."""

    MAIL = "mail"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """In Japanese."""
        return {InvitationWay.MAIL: "メール", InvitationWay.LETTER: "印刷した招待状"}[self]


class ReviewOutcome(StrEnum):
    """What the yearly review decided about a person's roles."""

    CONFIRMED = "confirmed"
    ENDED = "ended"
    HANDED_OVER = "handed_over"

    @property
    def label(self) -> str:
        """In Japanese."""
        return {
            ReviewOutcome.CONFIRMED: "このまま継続",
            ReviewOutcome.ENDED: "終了",
            ReviewOutcome.HANDED_OVER: "引継ぎ",
        }[self]
