"""Plans with levels of a city's own: their kind, the names of their levels, and the ledger they come from."""

import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('documents', '0003_column_mappings'),
        ('plans', '0004_facts_are_only_added'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('rated', models.BooleanField()),
            ],
            options={
                'verbose_name': '計画の階層',
                'verbose_name_plural': '計画の階層',
                'ordering': ['plan_id', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_is_no_register',
        ),
        migrations.RemoveConstraint(
            model_name='planitem',
            name='item_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='planledger',
            name='ledger_is_of_a_plan',
        ),
        migrations.AddField(
            model_name='plan',
            name='ledger',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issued_plans', to='plans.planledger'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='kind',
            field=models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画')]),
        ),
        migrations.AlterField(
            model_name='planitem',
            name='kind',
            field=models.TextField(choices=[('vision', 'ビジョン'), ('pledge', '公約'), ('measure', '施策'), ('basic_goal', '基本目標'), ('basic_direction', '施策の基本的方向'), ('project', '事業'), ('level_1', '第1階層'), ('level_2', '第2階層'), ('level_3', '第3階層'), ('level_4', '第4階層'), ('level_5', '第5階層'), ('level_6', '第6階層'), ('level_7', '第7階層'), ('level_8', '第8階層')]),
        ),
        migrations.AlterField(
            model_name='planledger',
            name='document_kind',
            field=mitodoke.documents.fields.OptionalText(blank=True, choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画'), ('collaboration_register', '協働事業')], null=True),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'comprehensive_plan'])), name='plan_is_no_register'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['vision', 'pledge', 'measure', 'basic_goal', 'basic_direction', 'project', 'level_1', 'level_2', 'level_3', 'level_4', 'level_5', 'level_6', 'level_7', 'level_8'])), name='item_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='planledger',
            constraint=models.CheckConstraint(condition=models.Q(('document_kind__isnull', True), ('document_kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'comprehensive_plan']), _connector='OR'), name='ledger_is_of_a_plan'),
        ),
        migrations.AddField(
            model_name='planlevel',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='plans.plan'),
        ),
        migrations.AddConstraint(
            model_name='planlevel',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='level_has_name'),
        ),
        migrations.AddConstraint(
            model_name='planlevel',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='level_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='planlevel',
            constraint=models.CheckConstraint(condition=models.Q(('position__lte', 8)), name='level_position_is_a_level'),
        ),
        migrations.AddConstraint(
            model_name='planlevel',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='one_level_a_position'),
        ),
        migrations.AddConstraint(
            model_name='planlevel',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='one_level_a_name'),
        ),
    ]
