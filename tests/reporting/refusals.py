"""Asserts that the database itself refuses a row, whatever the services would say."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction


def refused(rows: models.QuerySet[Any], **values: Any) -> None:
    """Changing `rows` (at least one) to `values` breaks a constraint of the database."""
    assert rows.exists(), "there is no row to try it on"
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


def not_added(model: type[models.Model], **values: Any) -> None:
    """Adding a row with `values` breaks a constraint of the database."""
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**values)


def accepted(rows: models.QuerySet[Any], **values: Any) -> None:
    """Changing `rows` to `values` is allowed; undone at once."""
    assert rows.exists(), "there is no row to try it on"
    with transaction.atomic():
        rows.update(**values)
        transaction.set_rollback(True)
