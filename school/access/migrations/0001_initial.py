"""The tables of access and their walls."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import AccountTable, OpenTable, SchoolTable

OPEN_DOOR = Path(__file__).parent.parent / "sql" / "open_door.sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0001_history"),
        ("people", "0001_initial"),
        ("regions", "0001_initial"),
        ("rights", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
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
                ("oid", models.BigIntegerField()),
                ("short_name", models.TextField()),
                ("created_at", models.DateTimeField()),
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
                "db_table": "account",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
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
                ("oid", models.BigIntegerField()),
                ("evidence", models.TextField()),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.account",
                    ),
                ),
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
                "db_table": "attachment",
            },
        ),
        migrations.CreateModel(
            name="Attempt",
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
                ("state_digest", models.TextField(unique=True)),
                ("browser_digest", models.TextField()),
                ("verifier", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("started", "Started"),
                            ("admitted", "Admitted"),
                            ("refused", "Refused"),
                        ],
                        default="started",
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("audience", models.TextField(blank=True, default="")),
                ("reference", models.TextField(unique=True)),
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
                "db_table": "attempt",
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "kind",
                    models.TextField(choices=[("own", "Own"), ("parent", "Parent")]),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "Asked"),
                            ("given", "Given"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ]
                    ),
                ),
                ("given_by", models.BigIntegerField(null=True)),
                ("channel", models.TextField()),
                ("text_version", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.account",
                    ),
                ),
            ],
            options={
                "db_table": "consent",
            },
        ),
        migrations.CreateModel(
            name="HeldCard",
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
                ("reason", models.TextField()),
                ("reference", models.TextField()),
                ("since_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
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
            options={
                "db_table": "held_card",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("account_id", models.BigIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("choosing", "Choosing"),
                            ("family", "Family"),
                            ("staff", "Staff"),
                        ]
                    ),
                ),
                ("school_id", models.BigIntegerField(null=True)),
                ("card_id", models.BigIntegerField(null=True)),
                (
                    "cards",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "session",
                "indexes": [
                    models.Index(fields=["account_id"], name="session_by_account")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("region", "oid"), name="account_once"
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["account"], name="attachment_by_account"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at", None)),
                fields=("school", "card"),
                name="attachment_one_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldcard",
            constraint=models.UniqueConstraint(
                fields=("school", "card", "reason"), name="held_card_once"
            ),
        ),
        # The walls, in the order in which the tables refer to one another.
        AccountTable("account", account="id", oid="oid"),
        AccountTable("consent"),
        SchoolTable(
            "attachment",
            readers="staff",
            door=(("cards", "card_id"), ("account", "account_id")),
        ),
        SchoolTable("held_card", readers="staff", history=False),
        OpenTable(
            "attempt",
            because="States, reasons and numbers of attempts; nobody is named.",
        ),
        OpenTable(
            "session", because="Read before anybody is known; ids and a digest only."
        ),
        migrations.RunSQL(
            OPEN_DOOR.read_text("utf-8"), reverse_sql="DROP FUNCTION open_door"
        ),
    ]
