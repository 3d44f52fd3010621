"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CollaborationsConfig(AppConfig):
    """協働事業."""

    name = "mitodoke.collaborations"
    verbose_name = "協働事業"
