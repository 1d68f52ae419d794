"""How often a school opened somebody's card, for his family to read."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        ("people", "0003_what_the_desk_needs"),
        ("walls", "0003_loading_leaves_no_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
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
                ("on_date", models.DateField()),
                ("times", models.IntegerField(default=1)),
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
            options={"db_table": "card_look"},
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                fields=("school", "card", "role", "on_date"), name="card_look_once"
            ),
        ),
        SchoolTable("card_look", students="card_id", history=False),
    ]
