"""Whether Госуслуги answer, known to all workers together."""

from django.db import migrations, models

from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    dependencies = [("access", "0002_invitations")]

    operations = [
        migrations.CreateModel(
            name="Outage",
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
                ("failures", models.SmallIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
                ("shut_until", models.DateTimeField(null=True)),
            ],
            options={"db_table": "outage"},
        ),
        OpenTable(
            "outage",
            because="Read before anybody is known; three moments about Госуслуги.",
        ),
    ]
