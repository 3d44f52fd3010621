"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """調査と取込."""

    name = "mitodoke.reporting"
    verbose_name = "調査と取込"
