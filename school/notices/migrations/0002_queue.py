"""The queue, and what came of its jobs for each person."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import OpenTable, SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
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
                ("school_id", models.BigIntegerField()),
                (
                    "since",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "after",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("failures", models.SmallIntegerField(db_default=0, default=0)),
            ],
            options={"db_table": "job"},
        ),
        OpenTable(
            "job", because="ids of schools alone; the worker asks for all of them"
        ),
        migrations.CreateModel(
            name="Delivery",
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
                ("told_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
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
                    "notice",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="notices.notice",
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
                (
                    "card",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
            ],
            options={
                "db_table": "delivery",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "notice", "card"), name="delivery_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["school", "card", "told_at"], name="delivery_by_card"
                    )
                ],
            },
        ),
        SchoolTable("delivery", students="student_id", history=False),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("told_at__isnull", True)),
                fields=["school"],
                name="notice_waiting",
            ),
        ),
    ]
