"""The Django app of the staff desk."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Staff desk."""

    name = "mitodoke.desk"
    verbose_name = "職員の作業画面"
