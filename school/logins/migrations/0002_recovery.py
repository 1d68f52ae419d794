"""Ways to a new password: links for the machine alone, and what was asked, sealed."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import OpenTable, SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("logins", "0001_initial"),
        ("regions", "0003_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecoveryAsked",
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
                ("sealed", models.BinaryField()),
                ("asked_at", models.DateTimeField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "db_table": "recovery_asked",
            },
        ),
        OpenTable(
            "recovery_asked",
            because="What a stranger typed, sealed, for the seconds till the worker has looked.",
        ),
        migrations.CreateModel(
            name="Recovery",
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
                ("digest", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "login",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="logins.login",
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
                "db_table": "recovery",
                "indexes": [
                    models.Index(fields=["school", "login"], name="recovery_by_login")
                ],
            },
        ),
        SchoolTable(
            "recovery",
            readers="job",
            writers="job",
            door=(("digests", "digest"),),
            history=False,
        ),
    ]
