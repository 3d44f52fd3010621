"""代行入力: what 企画担当 enters for a department, and for which events and answers that holds.

The table of the trail is remade here (SQLite does so to alter a constraint), which would lose its triggers: they are
dropped before and created again. Entries are guarded like the trail.
"""

import importlib

import django.db.models.deletion
import mitodoke.documents.fields
from django.conf import settings
from django.db import migrations, models

TRAIL = importlib.import_module("mitodoke.reporting.migrations.0003_trail_is_append_only")
MESSAGE = "代行入力の記録は変更も削除もできません。"

TRIGGERS = {
    "proxy_entry_never_changes": "BEFORE UPDATE ON reporting_proxyentry",
    "proxy_entry_is_never_deleted": "BEFORE DELETE ON reporting_proxyentry",
    # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
    "proxy_entry_is_never_replaced": (
        "BEFORE INSERT ON reporting_proxyentry"
        " WHEN EXISTS (SELECT 1 FROM reporting_proxyentry AS old WHERE old.id = NEW.id)"
    ),
}


def _create(name: str, event: str, message: str) -> str:
    return f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{message}'); END"


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('plans', '0007_combining_choice'),
        ('reporting', '0005_evidence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RunSQL(sql=f"DROP TRIGGER {name}", reverse_sql=_create(name, event, TRAIL.MESSAGE))
            for name, event in TRAIL.EVENTS.items()
        ),
        migrations.CreateModel(
            name='ProxyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('reason', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
            ],
            options={
                'verbose_name': '代行入力',
                'verbose_name_plural': '代行入力',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_has_submitter_when_handed_in',
        ),
        migrations.RemoveConstraint(
            model_name='historyevent',
            name='event_act_is_known',
        ),
        migrations.AlterField(
            model_name='historyevent',
            name='act',
            field=models.TextField(choices=[('save', 'save'), ('submit', 'submit'), ('withdraw', 'withdraw'), ('approve', 'approve'), ('record_approval', 'record_approval'), ('check', 'check'), ('confirm', 'confirm'), ('return', 'return'), ('reopen', 'reopen'), ('override', 'override'), ('conflict', 'conflict'), ('assign', 'assign'), ('cancel', 'cancel'), ('move', 'move'), ('open_round', 'open_round'), ('extend_round', 'extend_round'), ('close_round', 'close_round'), ('reopen_round', 'reopen_round'), ('adopt', 'adopt'), ('undo', 'undo'), ('add_evidence', 'add_evidence'), ('change_evidence', 'change_evidence'), ('remove_evidence', 'remove_evidence'), ('make_link', 'make_link'), ('open_link', 'open_link'), ('revoke_link', 'revoke_link')]),
        ),
        migrations.AddField(
            model_name='proxyentry',
            name='acted_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proxy_entries_for', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proxyentry',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='departments.department'),
        ),
        migrations.AddField(
            model_name='proxyentry',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxy_entries', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proxyentry',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='reporting.reportinground'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='submitted_proxy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submitted_answers', to='reporting.proxyentry'),
        ),
        migrations.AddField(
            model_name='historyevent',
            name='proxy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='history_events', to='reporting.proxyentry'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'approved', 'checked', 'confirmed']), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(models.Q(('state__in', ['submitted', 'approved', 'checked', 'confirmed']), _negated=True), ('submitted_at__isnull', True), ('submitted_by__isnull', True), ('submitted_for__isnull', True), ('submitted_proxy__isnull', True)), _connector='OR'), name='assignment_has_submitter_when_handed_in'),
        ),
        migrations.AddConstraint(
            model_name='historyevent',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['save', 'submit', 'withdraw', 'approve', 'record_approval', 'check', 'confirm', 'return', 'reopen', 'override', 'conflict', 'assign', 'cancel', 'move', 'open_round', 'extend_round', 'close_round', 'reopen_round', 'adopt', 'undo', 'add_evidence', 'change_evidence', 'remove_evidence', 'make_link', 'open_link', 'revoke_link'])), name='event_act_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proxyentry',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='proxy_entry_has_by'),
        ),
        migrations.AddConstraint(
            model_name='proxyentry',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='proxy_entry_has_reason'),
        ),
        *(
            migrations.RunSQL(sql=_create(name, event, TRAIL.MESSAGE), reverse_sql=f"DROP TRIGGER {name}")
            for name, event in TRAIL.EVENTS.items()
        ),
        *(
            migrations.RunSQL(sql=_create(name, event, MESSAGE), reverse_sql=f"DROP TRIGGER {name}")
            for name, event in TRIGGERS.items()
        ),
    ]
