"""The desk's own tables: signing in, sessions, the second factor, invitations, and the review of accounts."""

from __future__ import annotations

from mitodoke.desk.models.accounts import (
    AccountEvent,
    AccountReview,
    Invitation,
    ProviderIdentity,
)
from mitodoke.desk.models.draft_shares import DraftShare, DraftShareEnd
from mitodoke.desk.models.second_factor import RecoveryCode, SecondFactor, SecondFactorRule
from mitodoke.desk.models.sign_in import FirstPassword, OpenSession, SignInAttempt

__all__ = [
    "AccountEvent",
    "AccountReview",
    "DraftShare",
    "DraftShareEnd",
    "FirstPassword",
    "Invitation",
    "OpenSession",
    "ProviderIdentity",
    "RecoveryCode",
    "SecondFactor",
    "SecondFactorRule",
    "SignInAttempt",
]
