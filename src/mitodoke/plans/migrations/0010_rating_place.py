"""Where a document prints a rating; ratings that were stored before have no place."""

import mitodoke.documents.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0009_own_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='rating',
            name='place',
            field=mitodoke.documents.fields.PlaceText(blank=True, null=True),
        ),
    ]
