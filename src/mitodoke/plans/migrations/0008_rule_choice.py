"""The rules of percentages and ranks that a plan chooses; rows are added and, by triggers, never changed, deleted or replaced.

A choice says from which fiscal year on it counts; so does, from now on, how the ratings of departments are combined.
That column is added in place, so that the triggers of its table stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = "記録は変更も削除もできません。新しい記録として加えてください。"
_TABLE = "plans_rulechoice"
_SAME = "old.id = NEW.id OR (old.ledger_id = NEW.ledger_id AND old.kind = NEW.kind AND old.number = NEW.number)"
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
        ('plans', '0007_combining_choice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='combiningchoice',
            name='from_year',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='RuleChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('roll_up', '評価の集計のしかた'), ('judgement', '指標の判定のしかた')])),
                ('number', models.PositiveIntegerField()),
                ('rule', models.TextField()),
                ('from_year', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('ledger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_choices', to='plans.planledger')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '計画の計算のしかた',
                'verbose_name_plural': '計画の計算のしかた',
                'ordering': ['ledger_id', 'kind', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['roll_up', 'judgement'])), name='rule_choice_kind_is_known'), models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='rule_choice_has_rule'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='rule_choice_has_reason'), models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='rule_choice_has_by'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='rule_choice_number_from_1'), models.UniqueConstraint(fields=('ledger', 'kind', 'number'), name='one_rule_choice_of_a_kind_and_number')],
            },
        ),
        *(migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()),
    ]
