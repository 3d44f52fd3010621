import django.db.models.deletion
import mitodoke.departments.code_field
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('code', mitodoke.departments.code_field.MunicipalityCodeField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('recorded_by', models.TextField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '自治体',
                'verbose_name_plural': '自治体',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='municipality_has_a_name'), models.CheckConstraint(condition=models.Q(('recorded_by', ''), _negated=True), name='municipality_says_who_recorded_it')],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('recorded_by', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='departments.municipality')),
            ],
            options={
                'verbose_name': '部署',
                'verbose_name_plural': '部署',
                'ordering': ['municipality', 'name', 'valid_to'],
            },
        ),
        migrations.CreateModel(
            name='DepartmentSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('extent', models.TextField(choices=[('whole', '全部'), ('part', '一部')])),
                ('recorded_by', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='departments.department')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='departments.department')),
            ],
            options={
                'verbose_name': '組織改編',
                'verbose_name_plural': '組織改編',
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('extent__in', ['whole', 'part'])), name='succession_extent_is_known'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='department_does_not_succeed_itself'), models.CheckConstraint(condition=models.Q(('recorded_by', ''), _negated=True), name='succession_says_who_recorded_it'), models.UniqueConstraint(fields=('predecessor', 'successor', 'on'), name='one_succession_of_two_departments_a_day'), models.UniqueConstraint(condition=models.Q(('extent', 'whole')), fields=('predecessor',), name='whole_work_moves_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='department_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by', ''), _negated=True), name='department_says_who_recorded_it'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='department_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('municipality', 'name'), name='one_lasting_department_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('municipality', 'name', 'valid_to'), name='one_department_of_a_name_and_end'),
        ),
    ]
