"""What a region brings in for its schools: nobody of the school has sent it."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys


class Migration(migrations.Migration):
    dependencies = [
        ("importing", "0003_packages"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="digest",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="upload",
            name="made_by",
            field=school.walls.keys.SchoolKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.card",
            ),
        ),
    ]
