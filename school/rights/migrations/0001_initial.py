"""The tables of rights and their walls."""

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
            name="Grant",
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
                ("role", models.TextField()),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
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
                "db_table": "role_grant",
                "indexes": [
                    models.Index(fields=["school", "card"], name="grant_by_card")
                ],
            },
        ),
        # The walls, in the order in which the tables refer to one another.
        SchoolTable("role_grant", readers="staff", door=(("cards", "card_id"),)),
    ]
