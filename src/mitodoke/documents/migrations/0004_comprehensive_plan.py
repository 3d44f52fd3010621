"""A fourth kind of document: 総合計画, a plan with levels of a city's own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0003_department_events'),
        ('documents', '0003_column_mappings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sourcedocument',
            name='document_kind_is_known',
        ),
        migrations.AlterField(
            model_name='sourcedocument',
            name='kind',
            field=models.TextField(choices=[('mayoral_pledges', '市長公約'), ('comprehensive_strategy', '総合戦略'), ('comprehensive_plan', '総合計画'), ('collaboration_register', '協働事業')]),
        ),
        migrations.AddConstraint(
            model_name='sourcedocument',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mayoral_pledges', 'comprehensive_strategy', 'comprehensive_plan', 'collaboration_register'])), name='document_kind_is_known'),
        ),
    ]
