"""When granted roles are used, and which of them ended because nobody used them."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0002_looks"),
        ("people", "0003_what_the_desk_needs"),
        ("walls", "0003_loading_leaves_no_history"),
    ]

    operations = [
        migrations.AddField(
            "grant", "suspended", models.BooleanField(db_default=False, default=False)
        ),
        migrations.CreateModel(
            name="Use",
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
                ("watched_date", models.DateField()),
                ("used_date", models.DateField(null=True)),
                (
                    "card",
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
                "db_table": "role_use",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["school", "card"], name="role_use_once"
                    )
                ],
            },
        ),
        # A trace itself: one row is written anew each time its owner comes in.
        SchoolTable("role_use", readers="staff", history=False),
    ]
