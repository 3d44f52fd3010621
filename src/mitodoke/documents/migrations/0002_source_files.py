"""The table of the files that documents were read from; the database refuses to change, delete or replace one."""

from django.db import migrations, models

import mitodoke.documents.fields

KEPT = "原本のファイルは変更も削除もできません。"
TRIGGERS = {
    "source_file_never_changes": "BEFORE UPDATE ON documents_sourcefile",
    "source_file_is_never_deleted": "BEFORE DELETE ON documents_sourcefile",
    "source_file_is_never_replaced": (
        "BEFORE INSERT ON documents_sourcefile WHEN EXISTS"
        " (SELECT 1 FROM documents_sourcefile AS old WHERE old.sha256 = NEW.sha256)"
    ),
}


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceFile',
            fields=[
                ('sha256', mitodoke.documents.fields.Sha256(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('kind', models.TextField(choices=[('pdf', 'PDF'), ('xlsx', 'Excel（xlsx）'), ('xls', 'Excel（xls）'), ('docx', 'Word（docx）'), ('csv', 'CSV')])),
                ('size', models.PositiveIntegerField()),
                ('kept_by', models.TextField()),
                ('kept_at', models.DateTimeField()),
                ('data', models.BinaryField()),
            ],
            options={
                'verbose_name': '原本のファイル',
                'verbose_name_plural': '原本のファイル',
                'ordering': ['kept_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'xlsx', 'xls', 'docx', 'csv'])), name='source_file_kind_is_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='source_file_has_name'), models.CheckConstraint(condition=models.Q(('kept_by', ''), _negated=True), name='source_file_has_kept_by'), models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 33554432)), name='source_file_size_within_limit')],
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
