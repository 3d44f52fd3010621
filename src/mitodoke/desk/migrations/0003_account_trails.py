"""Triggers that refuse to change, delete or replace what is recorded about accounts, whoever writes to the database.

A later migration that remakes one of these tables (SQLite does so to alter a column) must create them again; a
test sees to it.
"""

from django.db import migrations

MESSAGE = "記録は変更も削除もできません。"
TABLES = ("accountevent", "accountreview", "secondfactorrule")


def _triggers() -> dict[str, str]:
    made = {}
    for table in TABLES:
        whens = {
            "never_changes": f"BEFORE UPDATE ON desk_{table}",
            "is_never_deleted": f"BEFORE DELETE ON desk_{table}",
            # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
            "is_never_replaced": (
                f"BEFORE INSERT ON desk_{table}"
                f" WHEN EXISTS (SELECT 1 FROM desk_{table} AS old WHERE old.id = NEW.id)"
            ),
        }
        for name, when in whens.items():
            made[f"desk_{table}_{name}"] = (
                f"CREATE TRIGGER desk_{table}_{name} {when} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
    return made


TRIGGERS = _triggers()


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_accounts")]

    operations = [
        migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()
    ]
