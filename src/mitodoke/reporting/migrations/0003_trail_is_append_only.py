"""Triggers that refuse to change, delete or replace an event of the trail, whoever writes to the database.

A later migration that remakes the table (SQLite does so to alter a column) must create them again; a test sees to it.
"""

from django.db import migrations

MESSAGE = "履歴は変更も削除もできません。"

EVENTS = {
    "history_event_never_changes": "BEFORE UPDATE ON reporting_historyevent",
    "history_event_is_never_deleted": "BEFORE DELETE ON reporting_historyevent",
    # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
    "history_event_is_never_replaced": (
        "BEFORE INSERT ON reporting_historyevent"
        " WHEN EXISTS (SELECT 1 FROM reporting_historyevent AS old WHERE old.id = NEW.id)"
    ),
}


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_desk")]

    operations = [
        migrations.RunSQL(
            sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            reverse_sql=f"DROP TRIGGER {name}",
        )
        for name, event in EVENTS.items()
    ]
