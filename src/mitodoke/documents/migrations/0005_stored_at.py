"""When a revision was stored. Rows that are there already stay without it, since nobody knows any more."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_comprehensive_plan")]

    operations = [
        migrations.AddField(
            model_name="sourcedocument",
            name="stored_at",
            field=models.DateTimeField(null=True, default=None, editable=False),
        ),
        migrations.AlterField(
            model_name="sourcedocument",
            name="stored_at",
            field=models.DateTimeField(null=True, default=timezone.now, editable=False),
        ),
    ]
