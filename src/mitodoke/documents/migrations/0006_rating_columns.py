"""Two more columns that a head may be: ratings and their reasons; the table is remade, so its triggers come again."""

from importlib import import_module

from django.db import migrations, models

MAPPINGS = import_module("mitodoke.documents.migrations.0003_column_mappings")
COLUMNS = [('number', 'No.'), ('title', '事業の名称'), ('department', '担当課'), ('recurrence', '実施区分'), ('purpose', '目的、内容等'), ('organisations', '関係した団体等'), ('organiser', '主催者'), ('dates', '実施年月日'), ('participants', '参加人数'), ('effects', '取組の効果'), ('vision', 'ビジョン'), ('pledge', '公約'), ('measure', '施策'), ('activities', '取組事業内容'), ('progress', '進捗状況'), ('rating', '評価（10段階）'), ('rating_reason', '評価の理由'), ('indicator', '指標名'), ('unit', '単位'), ('remark', '備考'), ('baseline', '基準値'), ('actual', '実績値'), ('target', '目標値'), ('ignored', '使わない')]
TRIGGERS = {
    name: f"CREATE TRIGGER IF NOT EXISTS {name} {event} BEGIN SELECT RAISE(ABORT, '{MAPPINGS.KEPT}'); END"
    for name, event in MAPPINGS.TRIGGERS.items()
}


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('documents', '0005_stored_at'),
    ]

    operations = [
        *(migrations.RunSQL(sql=migrations.RunSQL.noop, reverse_sql=sql) for sql in TRIGGERS.values()),
        migrations.RemoveConstraint(
            model_name='columnmapping',
            name='column_mapping_column_is_known',
        ),
        migrations.AlterField(
            model_name='columnmapping',
            name='column',
            field=models.TextField(choices=COLUMNS),
        ),
        migrations.AddConstraint(
            model_name='columnmapping',
            constraint=models.CheckConstraint(condition=models.Q(('column__in', [column for column, _ in COLUMNS])), name='column_mapping_column_is_known'),
        ),
        *(
            migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER IF EXISTS {name}")
            for name, sql in TRIGGERS.items()
        ),
    ]
