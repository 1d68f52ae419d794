"""The tables of audit and their walls."""

import django.db.models.functions.datetime
from django.db import migrations, models

from school.walls.operations import LogTable, TrailTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditLine",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("actor", models.TextField()),
                ("action", models.TextField()),
                ("thing", models.TextField()),
                ("school_id", models.BigIntegerField(null=True)),
                ("request", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "audit_line",
            },
        ),
        # The walls, in the order in which the tables refer to one another.
        TrailTable("audit_line"),
        LogTable(
            "glance",
            columns="actor text NOT NULL, action text NOT NULL, card_id bigint NOT NULL, request text",
        ),
    ]
