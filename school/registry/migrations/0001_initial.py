"""What courts said of links, read and written by the school's staff."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0003_loading_leaves_no_history"),
        ("people", "0003_what_the_desk_needs"),
    ]

    operations = [
        migrations.CreateModel(
            name="CourtWord",
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
                    "word",
                    models.TextField(
                        choices=[
                            ("restricted", "Restricted"),
                            ("lift_asked", "Lift Asked"),
                            ("lifted", "Lifted"),
                        ]
                    ),
                ),
                ("document", models.TextField()),
                ("ruled_date", models.DateField()),
                ("said_at", models.DateTimeField()),
                (
                    "kinship",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.kinship",
                    ),
                ),
                (
                    "said_by",
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
            options={"db_table": "court_word"},
        ),
        migrations.AddIndex(
            model_name="courtword",
            index=models.Index(
                fields=["school", "kinship"], name="court_word_by_kinship"
            ),
        ),
        SchoolTable("court_word", readers="staff"),
    ]
