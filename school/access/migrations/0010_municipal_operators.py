"""An operator may keep one municipality alone; the region's operator appoints him."""

import django.db.models.deletion
from django.db import migrations, models

from school.walls.operations import AccountTable, OpenTable


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_invited"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.municipality",
            ),
        ),
        OpenTable(
            "invitation",
            because="Read before anybody is known; ids, a role and a digest only.",
        ),
        migrations.AddField(
            model_name="operator",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.municipality",
            ),
        ),
        migrations.AddField(
            model_name="operator",
            name="short_name",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        AccountTable("operator", region="region_id"),
    ]
