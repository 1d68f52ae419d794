"""The desk's numbers week by week, of which a region reads those of whole schools."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("academics", "0006_the_door_asks_grown_students"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
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
                ("is_whole", models.BooleanField()),
                ("side", models.TextField()),
                ("monday", models.DateField()),
                ("counted_at", models.DateTimeField()),
                ("families", models.IntegerField()),
                ("ready", models.IntegerField()),
                ("not_confirmed", models.IntegerField()),
                ("no_consent", models.IntegerField()),
                ("entered", models.IntegerField()),
                (
                    "causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
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
                    "school_class",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="academics.schoolclass",
                    ),
                ),
            ],
            options={
                "db_table": "desk_tally",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "monday", "side", "school_class"),
                        name="desk_tally_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        # Numbers that are counted anew are no history.
        SchoolTable("desk_tally", readers="staff", support="is_whole", history=False),
    ]
