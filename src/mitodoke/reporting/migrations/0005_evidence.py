"""Files of evidence, and more acts of the trail; triggers keep what must stay as it is.

The table of the trail is remade here (SQLite does so to alter a constraint), which would lose its triggers: they are
dropped before and created again.
"""

import importlib

import django.db.models.deletion
import mitodoke.documents.fields
from django.conf import settings
from django.db import migrations, models

TRAIL = importlib.import_module("mitodoke.reporting.migrations.0003_trail_is_append_only")
FILE = "根拠資料のファイルは変更も削除もできません。"
PIECE = "根拠資料の記録は消せません。外すことだけができます。"

TRIGGERS = {
    "evidence_file_never_changes": ("BEFORE UPDATE ON reporting_evidencefile", FILE),
    "evidence_file_is_never_deleted": ("BEFORE DELETE ON reporting_evidencefile", FILE),
    # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
    "evidence_file_is_never_replaced": (
        "BEFORE INSERT ON reporting_evidencefile WHEN EXISTS"
        " (SELECT 1 FROM reporting_evidencefile AS old WHERE old.sha256 = NEW.sha256)",
        FILE,
    ),
    "evidence_is_never_deleted": ("BEFORE DELETE ON reporting_evidence", PIECE),
    "evidence_is_never_replaced": (
        "BEFORE INSERT ON reporting_evidence WHEN EXISTS"
        " (SELECT 1 FROM reporting_evidence AS old WHERE old.id = NEW.id)",
        PIECE,
    ),
    "evidence_stays_what_it_was": (
        "BEFORE UPDATE ON reporting_evidence WHEN OLD.removed_at IS NOT NULL"
        " OR NEW.id <> OLD.id OR NEW.assignment_id <> OLD.assignment_id OR NEW.file_id <> OLD.file_id"
        " OR NEW.position <> OLD.position OR NEW.name <> OLD.name OR NEW.added_by <> OLD.added_by"
        " OR NEW.added_at <> OLD.added_at",
        PIECE,
    ),
}


def _create(name: str, event: str, message: str) -> str:
    return f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{message}'); END"


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0004_mail_and_workbooks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RunSQL(sql=f"DROP TRIGGER {name}", reverse_sql=_create(name, event, TRAIL.MESSAGE))
            for name, event in TRAIL.EVENTS.items()
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('caption', models.TextField()),
                ('is_public', models.BooleanField(default=False)),
                ('added_by', models.TextField()),
                ('added_at', models.DateTimeField()),
                ('removed_by', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': '根拠資料',
                'verbose_name_plural': '根拠資料',
                'ordering': ['assignment_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('sha256', mitodoke.documents.fields.Sha256(primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('pdf', 'PDF'), ('png', '画像（PNG）'), ('jpeg', '画像（JPEG）'), ('xlsx', 'Excel'), ('docx', 'Word'), ('text', 'テキスト・CSV')])),
                ('size', models.PositiveIntegerField()),
                ('kept_by', models.TextField()),
                ('kept_at', models.DateTimeField()),
                ('data', models.BinaryField()),
            ],
            options={
                'verbose_name': '根拠資料のファイル',
                'verbose_name_plural': '根拠資料のファイル',
                'ordering': ['kept_at'],
            },
        ),
        migrations.AlterModelOptions(
            name='workbookentry',
            options={'ordering': ['id'], 'verbose_name': '調査票で追加された事業', 'verbose_name_plural': '調査票で追加された事業'},
        ),
        migrations.RemoveConstraint(
            model_name='historyevent',
            name='event_act_is_known',
        ),
        migrations.AlterField(
            model_name='historyevent',
            name='act',
            field=models.TextField(choices=[('save', 'save'), ('submit', 'submit'), ('withdraw', 'withdraw'), ('approve', 'approve'), ('check', 'check'), ('confirm', 'confirm'), ('return', 'return'), ('reopen', 'reopen'), ('override', 'override'), ('conflict', 'conflict'), ('assign', 'assign'), ('cancel', 'cancel'), ('move', 'move'), ('open_round', 'open_round'), ('extend_round', 'extend_round'), ('close_round', 'close_round'), ('reopen_round', 'reopen_round'), ('adopt', 'adopt'), ('undo', 'undo'), ('add_evidence', 'add_evidence'), ('change_evidence', 'change_evidence'), ('remove_evidence', 'remove_evidence'), ('make_link', 'make_link'), ('open_link', 'open_link'), ('revoke_link', 'revoke_link')]),
        ),
        migrations.AddConstraint(
            model_name='historyevent',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['save', 'submit', 'withdraw', 'approve', 'check', 'confirm', 'return', 'reopen', 'override', 'conflict', 'assign', 'cancel', 'move', 'open_round', 'extend_round', 'close_round', 'reopen_round', 'adopt', 'undo', 'add_evidence', 'change_evidence', 'remove_evidence', 'make_link', 'open_link', 'revoke_link'])), name='event_act_is_known'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='assignment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reporting.assignment'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'png', 'jpeg', 'xlsx', 'docx', 'text'])), name='evidence_file_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('kept_by', ''), _negated=True), name='evidence_file_has_kept_by'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='evidence_file_size_within_limit'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='reporting.evidencefile'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='evidence_has_name'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('caption', ''), _negated=True), name='evidence_has_caption'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('added_by', ''), _negated=True), name='evidence_has_added_by'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='evidence_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__gte', models.F('added_at')), ('removed_at__isnull', False), ('removed_by__isnull', False), models.Q(('removed_by', ''), _negated=True)), _connector='OR'), name='evidence_says_who_removed_it'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('assignment', 'position'), name='one_evidence_of_a_position'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('assignment', 'file'), name='one_standing_evidence_of_a_file'),
        ),
        *(
            migrations.RunSQL(sql=_create(name, event, TRAIL.MESSAGE), reverse_sql=f"DROP TRIGGER {name}")
            for name, event in TRAIL.EVENTS.items()
        ),
        *(
            migrations.RunSQL(sql=_create(name, event, message), reverse_sql=f"DROP TRIGGER {name}")
            for name, (event, message) in TRIGGERS.items()
        ),
    ]
