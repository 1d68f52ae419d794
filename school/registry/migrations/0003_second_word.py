"""Who outside the school agrees to the lifting of a court's restriction."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_card_merge")]

    operations = [
        migrations.CreateModel(
            name="SecondWord",
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
                ("document", models.TextField()),
                ("ruled_date", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("waits", models.BooleanField(default=True)),
                (
                    "verdict",
                    models.TextField(
                        blank=True,
                        choices=[("agreed", "Agreed"), ("refused", "Refused")],
                        default="",
                    ),
                ),
                ("sentence", models.TextField(blank=True, default="")),
                ("said_by", models.TextField(blank=True, default="")),
                ("said_at", models.DateTimeField(null=True)),
                (
                    "asked",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.courtword",
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
                "db_table": "second_word",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "asked"), name="second_word_once"
                    )
                ],
            },
        ),
        SchoolTable("second_word", readers="staff", support="waits"),
    ]
