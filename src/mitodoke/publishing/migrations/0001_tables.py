import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('departments', '0001_tables'),
        ('documents', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('collaboration_register', '協働事業')])),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('version', models.PositiveIntegerField()),
                ('title', models.TextField()),
                ('published_on', models.DateField()),
                ('published_by', models.TextField()),
                ('fictional', models.BooleanField()),
                ('acknowledgement', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('inputs_sha256', mitodoke.documents.fields.Sha256()),
                ('sha256', mitodoke.documents.fields.Sha256(unique=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='documents.sourcedocument')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='departments.municipality')),
                # Last, so that reading any other column does not walk through it.
                ('content', models.TextField()),
            ],
            options={
                'verbose_name': '版',
                'verbose_name_plural': '版',
                'ordering': ['-published_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'collaboration_register'])), name='edition_kind_is_known'), models.CheckConstraint(condition=models.Q(('content', ''), _negated=True), name='edition_has_content'), models.CheckConstraint(condition=models.Q(('published_by', ''), _negated=True), name='edition_has_published_by'), models.CheckConstraint(condition=models.Q(('acknowledgement', ''), _negated=True), name='edition_has_acknowledgement'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='edition_version_from_1'), models.UniqueConstraint(fields=('municipality', 'kind', 'fiscal_year', 'version'), name='one_edition_of_a_kind_and_year_and_version'), models.UniqueConstraint(condition=models.Q(('fiscal_year__isnull', True)), fields=('municipality', 'kind', 'version'), name='one_edition_of_a_kind_without_year_and_version')],
            },
        ),
    ]
