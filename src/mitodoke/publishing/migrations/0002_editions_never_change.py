"""Triggers that refuse to change, delete or replace an edition, whoever writes to the database.

A later migration that remakes the table (SQLite does so to alter a column) must create them again; a test sees to it.
"""

from django.db import migrations

MESSAGE = "公表した版は変更も削除もできません。訂正は新しい版として公表してください。"

EVENTS = {
    "edition_never_changes": "BEFORE UPDATE ON publishing_edition",
    "edition_is_never_deleted": "BEFORE DELETE ON publishing_edition",
    # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
    "edition_is_never_replaced": (
        "BEFORE INSERT ON publishing_edition"
        " WHEN EXISTS (SELECT 1 FROM publishing_edition AS old WHERE old.id = NEW.id OR old.sha256 = NEW.sha256"
        " OR (old.municipality_id = NEW.municipality_id AND old.kind = NEW.kind"
        " AND old.fiscal_year IS NEW.fiscal_year AND old.version = NEW.version))"
    ),
}


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_tables")]

    operations = [
        migrations.RunSQL(
            sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            reverse_sql=f"DROP TRIGGER {name}",
        )
        for name, event in EVENTS.items()
    ]
