"""The tables in the admin, for reading: facts are written by the services only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from mitodoke.departments.models import (
    Delegation,
    Department,
    DepartmentEvent,
    DepartmentSuccession,
    Membership,
    Municipality,
)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Shows rows and changes none (the sibling app documents has its own: siblings do not know each other)."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes here."""
        return False


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    """自治体."""

    list_display = ["code", "name"]


@admin.register(Department)
class DepartmentAdmin(ReadOnlyAdmin):
    """部署."""

    list_display = ["name", "municipality", "valid_from", "valid_to"]
    list_filter = ["municipality"]


@admin.register(DepartmentSuccession)
class DepartmentSuccessionAdmin(ReadOnlyAdmin):
    """組織改編."""

    list_display = ["predecessor", "successor", "on", "extent"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """役割."""

    list_display = ["person", "role", "department", "municipality", "valid_from", "valid_to"]
    list_filter = ["role", "municipality"]
    list_select_related = ["person", "department", "municipality"]


@admin.register(Delegation)
class DelegationAdmin(ReadOnlyAdmin):
    """代理."""

    list_display = ["absent", "deputy", "valid_from", "valid_to", "revoked_at"]
    list_select_related = ["absent", "deputy"]


@admin.register(DepartmentEvent)
class DepartmentEventAdmin(ReadOnlyAdmin):
    """部署の履歴."""

    list_display = ["at", "by", "act", "department", "successor", "on"]
    list_select_related = ["department", "successor"]
