"""Shared drafts, and triggers that refuse to change, delete or replace a share or its end.

A later migration that remakes a table (SQLite does so to alter a column) must create them again; a test sees to it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MESSAGE = "共有の記録は変更も削除もできません。"


def _events(table: str, same: str) -> dict[str, str]:
    return {
        f"desk_{table}_never_changes": f"BEFORE UPDATE ON desk_{table}",
        f"desk_{table}_is_never_deleted": f"BEFORE DELETE ON desk_{table}",
        # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
        f"desk_{table}_is_never_replaced": (
            f"BEFORE INSERT ON desk_{table} WHEN EXISTS (SELECT 1 FROM desk_{table} AS old WHERE {same})"
        ),
    }


EVENTS = _events("draftshare", "old.id = NEW.id") | _events(
    "draftshareend", "old.id = NEW.id OR old.shared_id = NEW.shared_id"
)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_account_trails'),
        ('documents', '0002_source_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField()),
                ('note', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draft_shares', to='documents.sourcedocument')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draft_shares', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '案の共有',
                'verbose_name_plural': '案の共有',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='DraftShareEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ended_draft_shares', to=settings.AUTH_USER_MODEL)),
                ('shared', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='desk.draftshare')),
            ],
            options={
                'verbose_name': '案の共有の終了',
                'verbose_name_plural': '案の共有の終了',
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='draftshare',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='draft_share_says_why'),
        ),
        migrations.AddConstraint(
            model_name='draftshare',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='draft_share_says_who'),
        ),
        migrations.AddConstraint(
            model_name='draftshareend',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='draft_share_end_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='draftshareend',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='draft_share_end_says_who'),
        ),
        *(
            migrations.RunSQL(
                sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
                reverse_sql=f"DROP TRIGGER {name}",
            )
            for name, event in EVENTS.items()
        ),
    ]
