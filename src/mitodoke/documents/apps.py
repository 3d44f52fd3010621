"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """原文書."""

    name = "mitodoke.documents"
    verbose_name = "原文書"
