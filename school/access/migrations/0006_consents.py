"""Who said what about whose data, in which words, and on which cards it counts."""

import django.db.models.deletion
from django.db import migrations, models

import school.walls.keys
from school.walls.operations import OpenTable, SchoolTable

_KINDS = [("own", "Own"), ("parent", "Parent")]
_STATES = [
    ("asked", "Asked"),
    ("given", "Given"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
]
_BY_OID = """
UPDATE consent c SET by_oid = a.oid FROM account a WHERE a.id = c.given_by
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_throttle"),
        ("people", "0001_initial"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.AddField("consent", "by_oid", models.BigIntegerField(null=True)),
        migrations.AddField("attempt", "account", models.BigIntegerField(null=True)),
        migrations.AddField("session", "stands_until", models.DateTimeField(null=True)),
        migrations.RunSQL(_BY_OID, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="CardConsent",
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
                ("kind", models.TextField(choices=_KINDS)),
                ("state", models.TextField(choices=_STATES)),
                ("by_oid", models.BigIntegerField(null=True)),
                ("channel", models.TextField()),
                ("text_version", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("form", models.TextField(blank=True, default="")),
                ("file_number", models.TextField(blank=True, default="")),
                ("written_by", models.BigIntegerField(null=True)),
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
            options={"db_table": "card_consent"},
        ),
        migrations.AddConstraint(
            model_name="cardconsent",
            constraint=models.UniqueConstraint(
                fields=(
                    *("school", "card", "kind", "by_oid", "channel", "state"),
                    "decided_at",
                ),
                nulls_distinct=False,
                name="card_consent_once",
            ),
        ),
        migrations.AddIndex(
            model_name="cardconsent",
            index=models.Index(fields=["card"], name="card_consent_by_card"),
        ),
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                ("version", models.TextField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("first_at", models.DateTimeField()),
            ],
            options={"db_table": "consent_text"},
        ),
        migrations.CreateModel(
            name="ConsentWatch",
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
                ("seen_at", models.DateTimeField()),
            ],
            options={"db_table": "consent_watch"},
        ),
        SchoolTable(
            "card_consent",
            students="card_id",
            door=(("cards", "card_id"),),
            history=False,
        ),
        OpenTable("consent_text", because="Words that everybody may read before."),
        OpenTable("consent_watch", because="One moment."),
    ]
