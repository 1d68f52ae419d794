"""What teachers say of students at lessons."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_brought_mark"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remark",
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
                ("year", models.IntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[("reproof", "Замечание"), ("praise", "Похвала")]
                    ),
                ),
                ("text", models.TextField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "author",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "lesson",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.lesson",
                        year=True,
                    ),
                ),
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
                "db_table": "remark",
                "indexes": [
                    models.Index(
                        fields=["school", "student", "year", "lesson"],
                        name="remark_by_student",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "lesson", "student", "author"),
                        name="remark_once",
                    )
                ],
            },
        ),
        SchoolTable("remark", students="student_id"),
    ]
