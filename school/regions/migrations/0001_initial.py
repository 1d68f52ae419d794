"""The tables of regions and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Region",
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
                ("slug", models.SlugField(unique=True)),
                ("name", models.TextField()),
                ("policy_line", models.TextField()),
                ("time_zone", models.TextField(default="Europe/Moscow")),
            ],
            options={
                "db_table": "region",
            },
        ),
        migrations.CreateModel(
            name="Municipality",
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
                ("name", models.TextField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "db_table": "municipality",
            },
        ),
        migrations.CreateModel(
            name="HelpLine",
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
                ("phone", models.TextField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("lunch_since", models.TimeField()),
                ("lunch_until", models.TimeField()),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_line",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "db_table": "help_line",
            },
        ),
        migrations.CreateModel(
            name="School",
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
                (
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("name", models.TextField()),
                ("short_name", models.TextField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "db_table": "school",
            },
        ),
        migrations.CreateModel(
            name="DayOff",
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
                ("date", models.DateField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "db_table": "day_off",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "date"), name="day_off_once"
                    )
                ],
            },
        ),
        # The walls, in the order in which the tables refer to one another.
        OpenTable("region", because="Public facts of the region."),
        OpenTable("municipality", because="Public facts of the region."),
        OpenTable("school", because="Public facts of the region."),
        OpenTable("help_line", because="Public facts of the region."),
        OpenTable("day_off", because="Public facts of the region."),
    ]
