"""What an employee did too much of, and who has seen it."""

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
            name="Alarm",
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
                (
                    "cause",
                    models.TextField(
                        choices=[
                            ("cards", "Cards"),
                            ("exports", "Exports"),
                            ("numbers", "Numbers"),
                        ]
                    ),
                ),
                ("day", models.DateField()),
                ("employee", models.BigIntegerField()),
                ("times", models.IntegerField()),
                ("raised_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("seen_by", models.TextField(blank=True, default="")),
                ("sentence", models.TextField(blank=True, default="")),
                ("waits", models.BooleanField(default=True)),
                ("region_by", models.TextField(blank=True, default="")),
                ("region_sentence", models.TextField(blank=True, default="")),
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
                "db_table": "alarm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "cause", "day", "employee"), name="alarm_once"
                    )
                ],
            },
        ),
        SchoolTable("alarm", readers="staff", support="waits"),
    ]
