"""The tables of notices and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
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
                ("what", models.TextField()),
                ("row_id", models.BigIntegerField()),
                ("happened_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "student",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
            ],
            options={
                "db_table": "notice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "what", "row_id", "student"),
                        name="notice_once",
                    )
                ],
            },
        ),
        # The walls, in the order in which the tables refer to one another.
        SchoolTable("notice", students="student_id", history=False),
    ]
