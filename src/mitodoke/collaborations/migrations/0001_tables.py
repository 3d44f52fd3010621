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
            name='CollaborationEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('key', models.TextField()),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('form', models.TextField(choices=[('co_hosting', '共催'), ('committee', '実行委員会・協議会等'), ('cooperation', '事業協力（その他）'), ('patronage', '後援（名義）'), ('commission', '委託'), ('subsidy', '補助'), ('sponsorship', '協賛')])),
                ('name_holder', mitodoke.documents.fields.OptionalText(blank=True, choices=[('city', '市名義'), ('board_of_education', '教育委員会名義')], null=True)),
                ('number', models.TextField(blank=True)),
                ('title', models.TextField(blank=True)),
                ('departments', mitodoke.documents.fields.TextTuple()),
                ('recurrence', mitodoke.documents.fields.OptionalText(blank=True, choices=[('annual', '例年実施'), ('one_off', '単年度（新規）実施'), ('biennial', '隔年実施'), ('other', 'その他')], null=True)),
                ('recurrence_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('since_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('purpose', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('organisations_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('organisations_are_prose', models.BooleanField()),
                ('effects', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('participants_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('participants', models.PositiveBigIntegerField(blank=True, null=True)),
                ('dates_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collaboration_entries', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '協働事業',
                'verbose_name_plural': '協働事業',
                'ordering': ['document_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('label', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('start', mitodoke.documents.fields.IsoDate(null=True)),
                ('end', mitodoke.documents.fields.IsoDate(null=True)),
                ('date_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('participants', models.PositiveBigIntegerField(blank=True, null=True)),
                ('approximate', models.BooleanField()),
                ('cumulative', models.BooleanField()),
                ('cancelled', models.BooleanField()),
                ('note', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='collaborations.collaborationentry')),
            ],
            options={
                'verbose_name': '実施',
                'verbose_name_plural': '実施',
                'ordering': ['entry_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='departments.municipality')),
            ],
            options={
                'verbose_name': '団体名',
                'verbose_name_plural': '団体名',
                'ordering': ['municipality_id', 'name'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('role', models.TextField(choices=[('partner', 'partner'), ('organiser', 'organiser')])),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='collaborations.collaborationentry')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='collaborations.organisation')),
            ],
            options={
                'verbose_name': '関係した団体',
                'verbose_name_plural': '関係した団体',
                'ordering': ['entry_id', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['co_hosting', 'committee', 'cooperation', 'patronage', 'commission', 'subsidy', 'sponsorship'])), name='entry_form_is_known'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.CheckConstraint(condition=models.Q(('name_holder__in', ['city', 'board_of_education'])), name='entry_name_holder_is_known'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.CheckConstraint(condition=models.Q(('recurrence__in', ['annual', 'one_off', 'biennial', 'other'])), name='entry_recurrence_is_known'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='entry_has_key'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='entry_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='one_entry_a_position'),
        ),
        migrations.AddConstraint(
            model_name='collaborationentry',
            constraint=models.UniqueConstraint(fields=('document', 'key'), name='one_entry_a_key'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='occurrence_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('entry', 'position'), name='one_occurrence_a_position'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('municipality', 'name'), name='one_organisation_a_spelling'),
        ),
        migrations.AddConstraint(
            model_name='organisationmention',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['partner', 'organiser'])), name='mention_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='organisationmention',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='mention_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='organisationmention',
            constraint=models.UniqueConstraint(fields=('entry', 'position'), name='one_mention_a_position'),
        ),
    ]
