"""What the steps of a rating mean in a plan; rows are added and, by triggers, never changed, deleted or replaced."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = "記録は変更も削除もできません。新しい記録として加えてください。"
_TABLE = "plans_ratingscale"
_SAME = "old.id = NEW.id OR (old.ledger_id = NEW.ledger_id AND old.number = NEW.number)"
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
        ('plans', '0005_comprehensive_plan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RatingScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definitions', models.JSONField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('ledger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_scales', to='plans.planledger')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rating_scales', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '評価の段階の説明',
                'verbose_name_plural': '評価の段階の説明',
                'ordering': ['ledger_id', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='rating_scale_has_by'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='rating_scale_number_from_1'), models.UniqueConstraint(fields=('ledger', 'number'), name='one_rating_scale_of_a_number')],
            },
        ),
        *(migrations.RunSQL(sql=sql, reverse_sql=f"DROP TRIGGER {name}") for name, sql in TRIGGERS.items()),
    ]
