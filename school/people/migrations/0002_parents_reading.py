"""What a grown student says of his parents' reading, written by himself alone."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("walls", "0003_loading_leaves_no_history"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParentsReading",
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
                ("allowed", models.BooleanField()),
                ("said_at", models.DateTimeField()),
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
            options={"db_table": "parents_reading"},
        ),
        migrations.AddConstraint(
            model_name="parentsreading",
            constraint=models.UniqueConstraint(
                fields=("school", "student"), name="parents_reading_once"
            ),
        ),
        SchoolTable(
            "parents_reading",
            students="student_id",
            writers="self",
            door=(("cards", "student_id"),),
        ),
    ]
