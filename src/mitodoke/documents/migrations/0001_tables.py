import django.db.models.deletion
import mitodoke.documents.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('departments', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('collaboration_register', '協働事業')])),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField()),
                ('key', models.TextField()),
                ('title', models.TextField()),
                ('layout', models.TextField()),
                ('municipality_printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('period_start', mitodoke.documents.fields.IsoDate(null=True)),
                ('period_end', mitodoke.documents.fields.IsoDate(null=True)),
                ('as_of', mitodoke.documents.fields.IsoDate(null=True)),
                ('published', mitodoke.documents.fields.IsoDate(null=True)),
                ('publisher', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('sha256', mitodoke.documents.fields.Sha256()),
                ('lines', models.PositiveIntegerField()),
                ('lines_accounted', models.PositiveIntegerField()),
                ('abridged', models.BooleanField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='departments.municipality')),
            ],
            options={
                'verbose_name': '原文書',
                'verbose_name_plural': '原文書',
                'ordering': ['municipality', 'kind', 'fiscal_year', 'revision'],
            },
        ),
        migrations.CreateModel(
            name='SourceText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='source_text', serialize=False, to='documents.sourcedocument')),
                ('text', models.TextField()),
            ],
            options={
                'verbose_name': '原文',
                'verbose_name_plural': '原文',
            },
        ),
        migrations.CreateModel(
            name='LineUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('role', models.TextField(choices=[('record', 'record'), ('heading', 'heading'), ('left_out', 'left_out')])),
                ('detail', models.TextField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='line_uses', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '行の扱い',
                'verbose_name_plural': '行の扱い',
                'ordering': ['document_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('added', models.PositiveIntegerField()),
                ('changed', models.PositiveIntegerField()),
                ('moved', models.PositiveIntegerField()),
                ('removed', models.PositiveIntegerField()),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='import_run', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '取込',
                'verbose_name_plural': '取込',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='GlossaryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('term', models.TextField()),
                ('definition', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('place', mitodoke.documents.fields.PlaceText()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='glossary_terms', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '用語',
                'verbose_name_plural': '用語',
                'ordering': ['document_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='StatedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('subject', models.TextField()),
                ('figure', models.TextField()),
                ('printed', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('value', mitodoke.documents.fields.ExactDecimal(null=True)),
                ('place', mitodoke.documents.fields.PlaceText(null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stated_figures', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '公表された数値',
                'verbose_name_plural': '公表された数値',
                'ordering': ['document_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='StoredFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('check_name', models.TextField()),
                ('severity', models.TextField(choices=[('error', '誤り'), ('warning', '要確認'), ('note', '参考')])),
                ('subject', models.TextField()),
                ('field', models.TextField()),
                ('place', mitodoke.documents.fields.PlaceText(null=True)),
                ('printed', models.TextField()),
                ('expected', models.TextField()),
                ('message', models.TextField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='documents.sourcedocument')),
            ],
            options={
                'verbose_name': '指摘',
                'verbose_name_plural': '指摘',
                'ordering': ['document_id', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'collaboration_register'])), name='document_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='document_has_key'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='document_revision_from_1'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.CheckConstraint(condition=models.Q(('lines_accounted__lte', models.F('lines'))), name='document_accounts_for_lines_it_has'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.UniqueConstraint(fields=('municipality', 'kind', 'fiscal_year', 'revision'), name='one_document_of_a_kind_and_year_and_revision'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.UniqueConstraint(condition=models.Q(('fiscal_year__isnull', True)), fields=('municipality', 'kind', 'revision'), name='one_document_of_a_kind_without_year_and_revision'),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.UniqueConstraint(fields=('key', 'revision'), name='one_document_of_a_key_and_revision'),
        ),
        migrations.AddConstraint(
            model_name='lineuse',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['record', 'heading', 'left_out'])), name='line_use_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='lineuse',
            constraint=models.CheckConstraint(condition=models.Q(('detail', ''), _negated=True), name='line_use_has_detail'),
        ),
        migrations.AddConstraint(
            model_name='lineuse',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='line_use_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='lineuse',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='one_line_use_a_position'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='import_run_has_by'),
        ),
        migrations.AddConstraint(
            model_name='glossaryterm',
            constraint=models.CheckConstraint(condition=models.Q(('term', ''), _negated=True), name='glossary_term_has_term'),
        ),
        migrations.AddConstraint(
            model_name='glossaryterm',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='glossary_term_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='glossaryterm',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='one_glossary_term_a_position'),
        ),
        migrations.AddConstraint(
            model_name='statedfigure',
            constraint=models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='stated_figure_has_subject'),
        ),
        migrations.AddConstraint(
            model_name='statedfigure',
            constraint=models.CheckConstraint(condition=models.Q(('figure', ''), _negated=True), name='stated_figure_has_figure'),
        ),
        migrations.AddConstraint(
            model_name='statedfigure',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='stated_figure_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='statedfigure',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), ('printed__isnull', False), _connector='OR'), name='stated_value_is_printed'),
        ),
        migrations.AddConstraint(
            model_name='statedfigure',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='one_stated_figure_a_position'),
        ),
        migrations.AddConstraint(
            model_name='storedfinding',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', ['error', 'warning', 'note'])), name='finding_severity_is_known'),
        ),
        migrations.AddConstraint(
            model_name='storedfinding',
            constraint=models.CheckConstraint(condition=models.Q(('check_name', ''), _negated=True), name='finding_has_check_name'),
        ),
        migrations.AddConstraint(
            model_name='storedfinding',
            constraint=models.CheckConstraint(condition=models.Q(('message', ''), _negated=True), name='finding_has_message'),
        ),
        migrations.AddConstraint(
            model_name='storedfinding',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='finding_position_from_1'),
        ),
        migrations.AddConstraint(
            model_name='storedfinding',
            constraint=models.UniqueConstraint(fields=('document', 'position'), name='one_finding_a_position'),
        ),
    ]
