"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """計画."""

    name = "mitodoke.plans"
    verbose_name = "計画"
