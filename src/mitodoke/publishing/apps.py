"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """公表."""

    name = "mitodoke.publishing"
    verbose_name = "公表"
