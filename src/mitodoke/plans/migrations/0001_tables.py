import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import mitodoke.documents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略')])),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '計画',
                'verbose_name_plural': '計画',
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('key', models.TextField()),
                ('kind', models.TextField(choices=[('vision', 'ビジョン'), ('pledge', '公約'), ('measure', '施策'), ('basic_goal', '基本目標'), ('basic_direction', '施策の基本的方向'), ('project', '事業')])),
                ('code', models.TextField()),
                ('title', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('subtitle', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('departments', mitodoke.documents.fields.TextTuple(null=True)),
                ('flags', mitodoke.documents.fields.TextTuple(null=True)),
                ('sdgs', mitodoke.documents.fields.NumberTuple(null=True)),
                ('printed_progress', mitodoke.documents.fields.ExactDecimal(null=True)),
                ('repeat', models.TextField(choices=[('none', 'none'), ('partial', 'partial'), ('full', 'full')])),
                ('summary', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('audience', mitodoke.documents.fields.TextTuple()),
                ('outcomes', mitodoke.documents.fields.TextTuple()),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plans.planitem')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='plans.plan')),
            ],
            options={
                'verbose_name': '計画の項目',
                'verbose_name_plural': '計画の項目',
                'ordering': ['plan_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('key', models.TextField()),
                ('level', models.TextField(choices=[('numerical_target', '数値目標'), ('kpi', 'KPI')])),
                ('name', models.TextField()),
                ('unit', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('accumulation', mitodoke.documents.fields.OptionalText(blank=True, choices=[('cumulative', '累計'), ('annual', '単年度'), ('snapshot', '時点')], null=True)),
                ('desired_change', mitodoke.documents.fields.OptionalText(blank=True, choices=[('increase', '増やす'), ('decrease', '減らす'), ('maintain', '維持する')], null=True)),
                ('note', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('changed', models.BooleanField(blank=True, null=True)),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='plans.plan')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='plans.planitem')),
            ],
            options={
                'verbose_name': '指標',
                'verbose_name_plural': '指標',
                'ordering': ['plan_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('text', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('repeat', models.TextField(choices=[('none', 'none'), ('partial', 'partial'), ('full', 'full')])),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='plans.planitem')),
            ],
            options={
                'verbose_name': '取組事業内容',
                'verbose_name_plural': '取組事業内容',
                'ordering': ['item_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('department', models.TextField()),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('state', models.TextField(choices=[('rated', '評価済み'), ('not_due', '未着手'), ('stopped', '中止'), ('cannot_be_judged', '評価困難')])),
                ('step', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='plans.planitem')),
            ],
            options={
                'verbose_name': '公表された評価',
                'verbose_name_plural': '公表された評価',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('role', models.TextField(choices=[('baseline', '基準値'), ('actual', '実績値'), ('target', '目標値')])),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('calendar_year', models.BooleanField()),
                ('printed', models.TextField()),
                ('value', mitodoke.documents.fields.ExactDecimal(null=True)),
                ('unit', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('decimals', models.PositiveIntegerField()),
                ('cumulative', models.BooleanField()),
                ('approximate', models.BooleanField()),
                ('missing', mitodoke.documents.fields.OptionalText(blank=True, choices=[('not_given', '記載なし（－）'), ('empty', '空欄'), ('not_a_number', '数値ではない'), ('lost', '原文で失われている')], null=True)),
                ('quantity_note', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('note', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='plans.indicator')),
            ],
            options={
                'verbose_name': '指標の値',
                'verbose_name_plural': '指標の値',
                'ordering': ['indicator_id', 'position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['baseline', 'actual', 'target'])), name='value_role_is_known'), models.CheckConstraint(condition=models.Q(('missing__in', ['not_given', 'empty', 'not_a_number', 'lost'])), name='value_missing_is_known'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='value_position_from_1'), models.CheckConstraint(condition=models.Q(models.Q(('missing__isnull', False), ('value__isnull', True)), models.Q(('missing__isnull', True), ('value__isnull', False)), _connector='OR'), name='value_or_reason_why_missing'), models.UniqueConstraint(fields=('indicator', 'position'), name='one_value_a_position')],
            },
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy'])), name='plan_is_no_register'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['vision', 'pledge', 'measure', 'basic_goal', 'basic_direction', 'project'])), name='item_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('repeat__in', ['none', 'partial', 'full'])), name='item_repeat_is_known'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(models.F('flags'), models.Value('"new_measure"'), models.Value(''), output_field=models.TextField()), models.Value('"new_project"'), models.Value(''), output_field=models.TextField()), models.Value('"content_changed"'), models.Value(''), output_field=models.TextField()), models.Value('"ended"'), models.Value(''), output_field=models.TextField()), models.Value('"target_changed"'), models.Value(''), output_field=models.TextField()), models.Value('"kpi_changed"'), models.Value(''), output_field=models.TextField()), models.Value('['), models.Value(''), output_field=models.TextField()), models.Value(']'), models.Value(''), output_field=models.TextField()), models.Value(','), models.Value(''), output_field=models.TextField()), models.Value('')), name='item_flags_are_known'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='item_has_key'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='item_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='item_is_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='one_item_a_position'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='one_item_a_key'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['numerical_target', 'kpi'])), name='indicator_level_is_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('accumulation__in', ['cumulative', 'annual', 'snapshot'])), name='indicator_accumulation_is_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('desired_change__in', ['increase', 'decrease', 'maintain'])), name='indicator_desired_change_is_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='indicator_has_key'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='indicator_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='one_indicator_a_position'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='one_indicator_a_key'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('repeat__in', ['none', 'partial', 'full'])), name='activity_repeat_is_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='activity_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('item', 'position'), name='one_activity_a_position'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['rated', 'not_due', 'stopped', 'cannot_be_judged'])), name='rating_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rated'), ('step__isnull', False)), models.Q(models.Q(('state', 'rated'), _negated=True), ('step__isnull', True)), _connector='OR'), name='rating_has_step_when_rated'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('step__lte', 10)), name='rating_step_up_to_10'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rated'), models.Q(('reason__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='rating_has_reason_when_not_rated'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('department', ''), _negated=True), name='rating_has_department'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='rating_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(fields=('item', 'department', 'fiscal_year'), name='one_rating_a_department_and_year'),
        ),
    ]
