"""The tables of the desk in the admin, for reading; secrets and digests are shown to nobody."""

from __future__ import annotations

from django.contrib import admin

from mitodoke.desk import models
from mitodoke.documents.admin import ReadOnlyAdmin

for _model in (
    models.AccountEvent,
    models.AccountReview,
    models.DraftShare,
    models.DraftShareEnd,
    models.FirstPassword,
    models.OpenSession,
    models.ProviderIdentity,
    models.SecondFactorRule,
    models.SignInAttempt,
):
    admin.site.register(_model, ReadOnlyAdmin)


@admin.register(models.SecondFactor)
class SecondFactorAdmin(ReadOnlyAdmin):
    """Who has a second factor, without its secret."""

    exclude = ["sealed_secret"]


@admin.register(models.RecoveryCode)
class RecoveryCodeAdmin(ReadOnlyAdmin):
    """Which codes are left, without what they are."""

    exclude = ["digest"]


@admin.register(models.Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations without what opens them."""

    exclude = ["digest"]
