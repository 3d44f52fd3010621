import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('departments', '0001_tables'),
        ('plans', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField()),
                ('opened_on', models.DateField()),
                ('opened_by', models.TextField()),
                ('due_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('closed_by', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='plans.plan')),
            ],
            options={
                'verbose_name': '調査',
                'verbose_name_plural': '調査',
                'ordering': ['-fiscal_year', 'plan_id'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('submitted_by', models.TextField()),
                ('submitted_at', models.DateTimeField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='departments.department')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reporting.reportinground')),
            ],
            options={
                'verbose_name': '回答',
                'verbose_name_plural': '回答',
                'ordering': ['round_id', 'department_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SubmittedRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.TextField(choices=[('rated', '評価済み'), ('not_due', '未着手'), ('stopped', '中止'), ('cannot_be_judged', '評価困難')])),
                ('step', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submitted_ratings', to='plans.planitem')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='reporting.submission')),
            ],
            options={
                'verbose_name': '回答された評価',
                'verbose_name_plural': '回答された評価',
                'ordering': ['submission_id', 'item_id'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('opened_by', ''), _negated=True), name='round_has_opened_by'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by', ''), _negated=True), name='round_has_closed_by'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opened_on'))), name='round_due_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__gte', models.F('opened_on')), ('closed_on__isnull', False)), _connector='OR'), name='round_closed_after_opening_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.UniqueConstraint(fields=('plan', 'fiscal_year'), name='one_round_of_a_plan_and_year'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_by', ''), _negated=True), name='submission_has_submitted_by'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='submission_number_from_1'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('round', 'department', 'number'), name='one_submission_a_department_and_number'),
        ),
        migrations.AddConstraint(
            model_name='submittedrating',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['rated', 'not_due', 'stopped', 'cannot_be_judged'])), name='submitted_rating_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='submittedrating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rated'), ('step__isnull', False)), models.Q(models.Q(('state', 'rated'), _negated=True), ('step__isnull', True)), _connector='OR'), name='submitted_rating_has_step_when_rated'),
        ),
        migrations.AddConstraint(
            model_name='submittedrating',
            constraint=models.CheckConstraint(condition=models.Q(('step__lte', 10)), name='submitted_rating_step_up_to_10'),
        ),
        migrations.AddConstraint(
            model_name='submittedrating',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rated'), models.Q(('reason__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='submitted_rating_has_reason_when_not_rated'),
        ),
        migrations.AddConstraint(
            model_name='submittedrating',
            constraint=models.UniqueConstraint(fields=('submission', 'item'), name='one_submitted_rating_an_item'),
        ),
    ]
