"""When passwords were guessed over the whole installation."""

from django.db import migrations, models

from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    dependencies = [("logins", "0002_recovery")]

    operations = [
        migrations.CreateModel(
            name="LoginGuard",
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
                ("since_at", models.DateTimeField(unique=True)),
                ("until_at", models.DateTimeField(db_index=True)),
                ("failing", models.IntegerField()),
                ("passwords", models.IntegerField()),
            ],
            options={"db_table": "login_guard"},
        ),
        OpenTable(
            "login_guard",
            because="Moments and counts of all schools together, asked at the door.",
        ),
    ]
