"""What cities set for their reports: rows are added and, by triggers, never changed, deleted or replaced.

A later migration that remakes one of these tables must create its triggers again; a test sees to it.
"""

from collections.abc import Iterator

import django.db.models.deletion
import mitodoke.documents.fields
from django.conf import settings
from django.db import migrations, models

MESSAGE = "報告書の設定の記録は変更も削除もできません。新しい設定として保存してください。"


def _triggers() -> Iterator[tuple[str, str]]:
    for table in ("citylogo", "reportlook", "reporttexts"):
        name = f"publishing_{table}"
        yield f"{name}_never_changes", f"BEFORE UPDATE ON {name}"
        yield f"{name}_is_never_deleted", f"BEFORE DELETE ON {name}"
        # INSERT OR REPLACE removes the earlier row without the delete trigger's knowledge.
        same = "old.id = NEW.id"
        if table == "citylogo":
            same += " OR (old.municipality_id = NEW.municipality_id AND old.sha256 = NEW.sha256)"
        yield (
            f"{name}_is_never_replaced",
            f"BEFORE INSERT ON {name} WHEN EXISTS (SELECT 1 FROM {name} AS old WHERE {same})",
        )


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('publishing', '0004_release_and_withdrawal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CityLogo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', mitodoke.documents.fields.Sha256()),
                ('png', models.BinaryField()),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logos', to='departments.municipality')),
            ],
            options={
                'verbose_name': '報告書のロゴ',
                'verbose_name_plural': '報告書のロゴ',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReportLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('city_name', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('primary', models.TextField()),
                ('tint', models.TextField()),
                ('font', models.TextField(choices=[('prefer_biz_ud', 'prefer_biz_ud'), ('noto', 'noto')])),
                ('logo_words', models.TextField()),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='publishing.citylogo')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_looks', to='departments.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_looks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '報告書の体裁',
                'verbose_name_plural': '報告書の体裁',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReportTexts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画'), ('collaboration_register', '協働事業')])),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('publisher', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('cover_title', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('introduction', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('method', mitodoke.documents.fields.OptionalText(blank=True, null=True)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_texts', to='departments.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_texts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '報告書の文章',
                'verbose_name_plural': '報告書の文章',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='citylogo',
            constraint=models.UniqueConstraint(fields=('municipality', 'sha256'), name='one_logo_of_a_picture'),
        ),
        migrations.AddConstraint(
            model_name='reportlook',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='report_look_has_by'),
        ),
        migrations.AddConstraint(
            model_name='reportlook',
            constraint=models.CheckConstraint(condition=models.Q(('city_name', ''), _negated=True), name='report_look_has_city_name'),
        ),
        migrations.AddConstraint(
            model_name='reportlook',
            constraint=models.CheckConstraint(condition=models.Q(('logo_words', ''), _negated=True), name='report_look_has_logo_words'),
        ),
        migrations.AddConstraint(
            model_name='reportlook',
            constraint=models.CheckConstraint(condition=models.Q(('font__in', ['prefer_biz_ud', 'noto'])), name='report_look_font_is_known'),
        ),
        migrations.AddIndex(
            model_name='reporttexts',
            index=models.Index(fields=['municipality', 'kind', 'fiscal_year'], name='report_texts_of_a_document'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'comprehensive_plan', 'collaboration_register'])), name='report_texts_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='report_texts_has_by'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('publisher', ''), _negated=True), name='report_texts_has_publisher'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('cover_title', ''), _negated=True), name='report_texts_has_cover_title'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('introduction', ''), _negated=True), name='report_texts_has_introduction'),
        ),
        migrations.AddConstraint(
            model_name='reporttexts',
            constraint=models.CheckConstraint(condition=models.Q(('method', ''), _negated=True), name='report_texts_has_method'),
        ),
        *(
            migrations.RunSQL(
                sql=f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
                reverse_sql=f"DROP TRIGGER {name}",
            )
            for name, event in _triggers()
        ),
    ]
