"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    """自治体と部署."""

    name = "mitodoke.departments"
    verbose_name = "自治体と部署"
