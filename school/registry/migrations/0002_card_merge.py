"""Of two cards of one person one stands for both: by whom, and how to take it back."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


def _card(**more):  # noqa: ANN003, ANN202 - a field of this migration
    return school.walls.keys.SchoolKey(
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="people.card",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_merged_cards"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardMerge",
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
                ("merged_at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("was_held", models.BooleanField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("gone", _card()),
                ("merged_by", _card()),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                ("stays", _card()),
                ("undone_by", _card(null=True)),
            ],
            options={"db_table": "card_merge"},
        ),
        migrations.AddIndex(
            model_name="cardmerge",
            index=models.Index(fields=["school", "stays"], name="card_merge_by_card"),
        ),
        migrations.AddConstraint(
            model_name="cardmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("school", "gone"),
                name="card_merge_once",
            ),
        ),
        # It is itself a trace: who, when, and the rows as they were and became.
        SchoolTable("card_merge", readers="staff", history=False),
    ]
