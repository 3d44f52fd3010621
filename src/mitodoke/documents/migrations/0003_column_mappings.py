"""The table of which column a head is that nobody knew; the database refuses to change, delete or replace a row."""

import django.db.models.deletion
from django.db import migrations, models

KEPT = "見出しの対応の記録は変更も削除もできません。"
TRIGGERS = {
    "column_mapping_never_changes": "BEFORE UPDATE ON documents_columnmapping",
    "column_mapping_is_never_deleted": "BEFORE DELETE ON documents_columnmapping",
    "column_mapping_is_never_replaced": (
        "BEFORE INSERT ON documents_columnmapping WHEN EXISTS"
        " (SELECT 1 FROM documents_columnmapping AS old WHERE old.id = NEW.id)"
    ),
}
KINDS = [('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画'), ('collaboration_register', '協働事業')]
COLUMNS = [('number', 'No.'), ('title', '事業の名称'), ('department', '担当課'), ('recurrence', '実施区分'), ('purpose', '目的、内容等'), ('organisations', '関係した団体等'), ('organiser', '主催者'), ('dates', '実施年月日'), ('participants', '参加人数'), ('effects', '取組の効果'), ('vision', 'ビジョン'), ('pledge', '公約'), ('measure', '施策'), ('activities', '取組事業内容'), ('progress', '進捗状況'), ('indicator', '指標名'), ('unit', '単位'), ('remark', '備考'), ('baseline', '基準値'), ('actual', '実績値'), ('target', '目標値'), ('ignored', '使わない')]


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0001_tables'),
        ('documents', '0002_source_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=KINDS)),
                ('head', models.TextField()),
                ('column', models.TextField(choices=COLUMNS)),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='departments.municipality')),
            ],
            options={
                'verbose_name': '見出しの対応',
                'verbose_name_plural': '見出しの対応',
                'ordering': ['municipality', 'kind', 'id'],
                'indexes': [models.Index(fields=['municipality', 'kind', 'head'], name='column_mapping_of_a_head')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', [kind for kind, _ in KINDS])), name='column_mapping_kind_is_known'),
                    models.CheckConstraint(condition=models.Q(('head', ''), _negated=True), name='column_mapping_has_head'),
                    models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='column_mapping_has_by'),
                    models.CheckConstraint(condition=models.Q(('column__in', [column for column, _ in COLUMNS])), name='column_mapping_column_is_known'),
                ],
            },
        ),
        *(
            migrations.RunSQL(
                sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
                reverse_sql=f"DROP TRIGGER {name}",
            )
            for name, event in TRIGGERS.items()
        ),
    ]
