"""Triggers that hold the ledger of plans to its word, whoever writes to the database.

Facts are added and never changed, deleted or replaced; no state of a plan may give a promise other words or leave
it out; of a revision only the outcome is written, and of an opinion only what became of it. A later migration
that remakes one of these tables (SQLite does so to alter a column) must create its triggers again; a test sees to
it.
"""

from django.db import migrations

KEPT = "記録は変更も削除もできません。新しい記録として加えてください。"
WORDS = "約束の文言は変えられず、消せません。日付のある補足を加えてください。"
DECIDED = "見直しは、結果を記録するほかは変更も削除もできません。"
SAID = "意見の文章は変更も削除もできません。"

ADDED_ONLY = {
    "planversion": ("ledger_id", "number"),
    "promisedwording": ("ledger_id", "item_key"),
    "wordingnote": (),
    "ownfield": ("ledger_id", "key", "number"),
    "ownvalue": ("ledger_id", "item_key", "key", "fiscal_year", "number"),
    "projectamount": ("ledger_id", "item_key", "fiscal_year", "kind", "number"),
    "verification": ("ledger_id", "item_key", "fiscal_year", "number"),
    "followup": (),
    "observation": ("corrects_id",),
    "opinionanswer": ("opinion_id", "number"),
    "planevent": (),
}
"""Each table with the columns that tell its rows apart, beside the row's number."""


def _refuse(name: str, when: str, message: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"


def _no_replace(table: str, columns: tuple[str, ...], message: str) -> tuple[str, str]:
    """INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge."""
    same = " AND ".join(f"old.{column} = NEW.{column}" for column in columns)
    found = "old.id = NEW.id" + (f" OR ({same})" if same else "")
    when = f"WHEN EXISTS (SELECT 1 FROM plans_{table} AS old WHERE {found})"
    return _refuse(f"plans_{table}_is_never_replaced", f"BEFORE INSERT ON plans_{table} {when}", message)


def _triggers() -> dict[str, str]:
    made = []
    for table, columns in ADDED_ONLY.items():
        made += [
            _refuse(f"plans_{table}_never_changes", f"BEFORE UPDATE ON plans_{table}", KEPT),
            _refuse(f"plans_{table}_is_never_deleted", f"BEFORE DELETE ON plans_{table}", KEPT),
            _no_replace(table, columns, KEPT),
        ]
    made.append(
        _refuse(
            "plans_promise_keeps_its_words",
            "BEFORE INSERT ON plans_planversion WHEN EXISTS ("
            "SELECT item_key, wording FROM plans_promisedwording WHERE ledger_id = NEW.ledger_id"
            " EXCEPT SELECT json_extract(item.value, '$.item_id'), json_extract(item.value, '$.title')"
            " FROM json_each(NEW.content, '$.items') AS item)",
            WORDS,
        )
    )
    begun = ("ledger_id", "number", "name", "is_reorganisation", "reason", "base_id", "begun_by", "begun_at")
    other = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in begun)
    made += [
        _refuse(
            "plans_revision_is_decided_once",
            f"BEFORE UPDATE ON plans_planrevision WHEN OLD.closed_at IS NOT NULL OR {other}",
            DECIDED,
        ),
        _refuse("plans_revision_is_never_deleted", "BEFORE DELETE ON plans_planrevision", DECIDED),
        _no_replace("planrevision", ("ledger_id", "number"), DECIDED),
    ]
    said = ("ledger_id", "item_key", "fiscal_year", "evaluator", "text", "written_on", "by", "person_id", "at")
    other = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in said)
    made += [
        _refuse("plans_opinion_keeps_its_text", f"BEFORE UPDATE ON plans_opinion WHEN {other}", SAID),
        _refuse("plans_opinion_is_never_deleted", "BEFORE DELETE ON plans_opinion", SAID),
        _no_replace("opinion", (), SAID),
    ]
    return dict(made)


TRIGGERS = _triggers()


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_ledger_rules")]

    operations = [
        migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()
    ]
