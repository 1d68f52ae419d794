"""A region chooses how much is too much."""

import django.db.models.deletion
from django.db import migrations, models

from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    dependencies = [("alarms", "0002_outside"), ("regions", "0003_contacts")]

    operations = [
        migrations.CreateModel(
            name="AlarmLimits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("cards", models.IntegerField()),
                ("outside", models.IntegerField()),
                ("exports", models.IntegerField()),
                ("numbers", models.IntegerField()),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={"db_table": "alarm_limits"},
        ),
        OpenTable("alarm_limits", because="Four numbers of a region."),
    ]
