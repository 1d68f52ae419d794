"""Marks that a student brought along from another school."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("academics", "0003_year_turn"),
        ("journal", "0001_initial"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BroughtMark",
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
                ("year", models.IntegerField()),
                ("origin", models.TextField()),
                ("date", models.DateField()),
                ("value", models.TextField()),
                (
                    "number",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True),
                ),
                ("weight", models.DecimalField(decimal_places=2, max_digits=4)),
                ("kind", models.TextField(blank=True, default="")),
                ("sent", models.BigIntegerField()),
                ("brought_at", models.DateTimeField()),
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
                (
                    "subject",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="academics.subject",
                    ),
                ),
            ],
            options={
                "db_table": "brought_mark",
                "indexes": [
                    models.Index(
                        fields=["school", "student", "year", "date"],
                        name="brought_mark_by_student",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "student", "sent"), name="brought_mark_once"
                    )
                ],
            },
        ),
        SchoolTable("brought_mark", students="student_id"),
    ]
