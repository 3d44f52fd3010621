"""A column for codes of local governments that the database itself checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField


class MunicipalityCodeField(TextField):
    """全国地方公共団体コード: six digits, the last of which is the check digit (see domain/municipality.py)."""

    def db_check(self, connection: BaseDatabaseWrapper) -> Any:
        """The rule of the check digit as the database computes it: modulus 11, weights 6 to 2."""
        column = connection.ops.quote_name(str(self.column))
        total = " + ".join(f"{weight} * substr({column}, {7 - weight}, 1)" for weight in range(6, 1, -1))
        return f"{column} GLOB '{'[0-9]' * 6}' AND substr({column}, 6, 1) + 0 = (11 - ({total}) % 11) % 10"
