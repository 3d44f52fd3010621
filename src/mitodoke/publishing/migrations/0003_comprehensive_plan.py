"""A fourth kind of document, 総合計画: altering the column remakes the table, which then needs its triggers again."""

import importlib

from django.db import migrations, models

_before = importlib.import_module("mitodoke.publishing.migrations.0002_editions_never_change")


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('documents', '0003_column_mappings'),
        ('publishing', '0002_editions_never_change'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='edition',
            name='edition_kind_is_known',
        ),
        migrations.AlterField(
            model_name='edition',
            name='kind',
            field=models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画'), ('collaboration_register', '協働事業')]),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'comprehensive_plan', 'collaboration_register'])), name='edition_kind_is_known'),
        ),
        *(
            migrations.RunSQL(
                sql=[f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{_before.MESSAGE}'); END"],
                reverse_sql=migrations.RunSQL.noop,
            )
            for name, event in _before.EVENTS.items()
        ),
    ]
