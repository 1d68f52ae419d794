"""Schools that were opened to an operator: who, why, from when until when."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("regions", "0003_contacts"),
        ("walls", "0003_loading_leaves_no_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Opening",
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
                ("account", models.BigIntegerField()),
                ("name", models.TextField()),
                ("reason", models.TextField()),
                ("number", models.TextField()),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(blank=True, default="")),
                ("with_support", models.BooleanField(default=True)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
            ],
            options={
                "db_table": "school_opening",
                "indexes": [
                    models.Index(
                        fields=["school", "until_at"], name="opening_by_its_end"
                    )
                ],
            },
        ),
        SchoolTable("school_opening", readers="staff", support="with_support"),
    ]
