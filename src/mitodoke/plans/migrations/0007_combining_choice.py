"""How the ratings of several departments count in a plan; rows are added and, by triggers, never changed, deleted or replaced."""

import django.db.models.deletion
import mitodoke.documents.fields
from django.conf import settings
from django.db import migrations, models

KEPT = "記録は変更も削除もできません。新しい記録として加えてください。"
_TABLE = "plans_combiningchoice"
_SAME = "old.id = NEW.id OR (old.ledger_id = NEW.ledger_id AND old.number = NEW.number)"
TRIGGERS = {
    f"{_TABLE}_{name}": f"CREATE TRIGGER {_TABLE}_{name} {when} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for name, when in (
        ("never_changes", f"BEFORE UPDATE ON {_TABLE}"),
        ("is_never_deleted", f"BEFORE DELETE ON {_TABLE}"),
        (
            "is_never_replaced",
            f"BEFORE INSERT ON {_TABLE} WHEN EXISTS (SELECT 1 FROM {_TABLE} AS old WHERE {_SAME})",
        ),
    )
}


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0006_rating_scale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CombiningChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "combining",
                    models.TextField(
                        choices=[
                            ("mean", "評価の単純平均"),
                            ("lowest", "最も低い評価"),
                            ("lead", "主担当（先頭に記載された部署）の評価"),
                        ]
                    ),
                ),
                ("reason", mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="combining_choices",
                        to="plans.planledger",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="combining_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "複数の部署の評価のまとめ方",
                "verbose_name_plural": "複数の部署の評価のまとめ方",
                "ordering": ["ledger_id", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("combining__in", ["mean", "lowest", "lead"])),
                        name="combining_choice_combining_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", ""), _negated=True), name="combining_choice_has_by"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="combining_choice_number_from_1"
                    ),
                    models.UniqueConstraint(
                        fields=("ledger", "number"), name="one_combining_choice_of_a_number"
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()),
    ]
