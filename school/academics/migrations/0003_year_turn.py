"""What a turn of the year wrote, so that it can be taken back."""

import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("academics", "0002_the_door_sees_places"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearTurn",
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
                ("since_date", models.DateField()),
                ("leave_date", models.DateField()),
                ("former", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("begun", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("gone", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("classes", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("leads", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("applied_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
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
                "db_table": "year_turn",
                "indexes": [
                    models.Index(fields=["school", "year"], name="year_turn_by_year")
                ],
            },
        ),
        SchoolTable("year_turn", readers="staff"),
    ]
