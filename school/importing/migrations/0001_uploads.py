"""Tables that administrators send: sealed, for a day; a trace, without history."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0004_merged_cards"),
        ("regions", "0003_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
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
                ("file_name", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "Ждёт решения"),
                            ("written", "Загружен"),
                            ("put_away", "Убран"),
                        ],
                        default="open",
                    ),
                ),
                ("sealed", models.BinaryField(null=True)),
                ("people", models.IntegerField(default=0)),
                ("written", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
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
            ],
            options={
                "db_table": "upload",
                "indexes": [
                    models.Index(fields=["school", "made_at"], name="upload_by_school")
                ],
            },
        ),
        SchoolTable("upload", readers="staff", history=False),
    ]
