"""The trail of departments, and triggers that refuse to change, delete or replace an event of it.

A later migration that remakes the table (SQLite does so to alter a column) must create them again; a test sees to it.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MESSAGE = "履歴は変更も削除もできません。"

EVENTS = {
    "department_event_never_changes": "BEFORE UPDATE ON departments_departmentevent",
    "department_event_is_never_deleted": "BEFORE DELETE ON departments_departmentevent",
    # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
    "department_event_is_never_replaced": (
        "BEFORE INSERT ON departments_departmentevent"
        " WHEN EXISTS (SELECT 1 FROM departments_departmentevent AS old WHERE old.id = NEW.id)"
    ),
}


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0002_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DepartmentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.TextField(choices=[('add', 'add'), ('move_whole', 'move_whole'), ('move_part', 'move_part'), ('abolish', 'abolish')])),
                ('on', models.DateField()),
                ('reason', models.TextField()),
                ('decider', models.TextField(blank=True, null=True)),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='departments.department')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='department_events', to='departments.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='department_events', to=settings.AUTH_USER_MODEL)),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_as_successor', to='departments.department')),
            ],
            options={
                'verbose_name': '部署の履歴',
                'verbose_name_plural': '部署の履歴',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['add', 'move_whole', 'move_part', 'abolish'])), name='department_event_act_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['add', 'abolish']), ('successor__isnull', True)), models.Q(('act__in', ['move_whole', 'move_part']), ('successor__isnull', False)), _connector='OR'), name='department_event_has_a_successor_when_work_moves'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='department_event_has_a_reason'), models.CheckConstraint(condition=models.Q(('decider', ''), _negated=True), name='department_event_decider_is_named'), models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='department_event_says_who')],
            },
        ),
        *(
            migrations.RunSQL(
                sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
                reverse_sql=f"DROP TRIGGER {name}",
            )
            for name, event in EVENTS.items()
        ),
    ]
