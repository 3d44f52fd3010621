"""Files in the city's own fields; triggers refuse to change, delete or replace one.

The column of the values is added in place, so that the triggers of their table stay; taking it away makes the table
anew, and its triggers with it.
"""

import importlib

import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models

FACTS = importlib.import_module("mitodoke.plans.migrations.0004_facts_are_only_added")
KEPT = "独自の欄のファイルは変更も削除もできません。"
TRIGGERS = {
    f"plans_ownfile_{name}": f"CREATE TRIGGER plans_ownfile_{name} {when} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for name, when in (
        ("never_changes", "BEFORE UPDATE ON plans_ownfile"),
        ("is_never_deleted", "BEFORE DELETE ON plans_ownfile"),
        # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
        (
            "is_never_replaced",
            "BEFORE INSERT ON plans_ownfile"
            " WHEN EXISTS (SELECT 1 FROM plans_ownfile AS old WHERE old.sha256 = NEW.sha256)",
        ),
    )
}


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0008_rule_choice'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnFile',
            fields=[
                ('sha256', mitodoke.documents.fields.Sha256(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('pdf', 'PDF'), ('png', '画像（PNG）'), ('jpeg', '画像（JPEG）'), ('xlsx', 'Excel'), ('docx', 'Word'), ('text', 'テキスト・CSV')])),
                ('size', models.PositiveIntegerField()),
                ('kept_by', models.TextField()),
                ('kept_at', models.DateTimeField()),
                ('data', models.BinaryField()),
            ],
            options={
                'verbose_name': '独自の欄のファイル',
                'verbose_name_plural': '独自の欄のファイル',
                'ordering': ['kept_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'png', 'jpeg', 'xlsx', 'docx', 'text'])), name='own_file_kind_is_known'), models.CheckConstraint(condition=models.Q(('kept_by', ''), _negated=True), name='own_file_has_kept_by'), models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='own_file_size_within_limit')],
            },
        ),
        *(
            migrations.RunSQL(sql=migrations.RunSQL.noop, reverse_sql=sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1))
            for name, sql in FACTS.TRIGGERS.items()
            if name.startswith("plans_ownvalue_")
        ),
        migrations.AddField(
            model_name='ownvalue',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='plans.ownfile'),
        ),
        *(migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()),
    ]
