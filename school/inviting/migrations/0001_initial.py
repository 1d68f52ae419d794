"""Invitations of families: kept by staff, found at the door by their code alone."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0003_loading_leaves_no_history"),
        ("people", "0003_what_the_desk_needs"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyInvitation",
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
                    "key",
                    models.BigIntegerField(
                        default=school.lib.keys.new_key, unique=True
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "Отдано семье"),
                            ("waiting", "Ждёт подтверждения"),
                            ("confirmed", "Подтверждено"),
                            ("declined", "Не наш родитель"),
                            ("over", "Больше не действует"),
                        ],
                        default="open",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
                (
                    "made_by",
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
                (
                    "student",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.card",
                    ),
                ),
            ],
            options={"db_table": "family_invitation"},
        ),
        SchoolTable(
            "family_invitation", readers="staff", door=(("digests", "digest"),)
        ),
        migrations.CreateModel(
            name="InvitedPerson",
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
                (
                    "invitation",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inviting.familyinvitation",
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
            options={"db_table": "invited_person"},
        ),
        # Emptied for good with the answer: history would keep it for ever.
        SchoolTable("invited_person", readers="staff", history=False),
        migrations.AddIndex(
            model_name="familyinvitation",
            index=models.Index(
                fields=["school", "student"], name="family_invitation_by_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="familyinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("school", "student"),
                name="family_invitation_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitedperson",
            constraint=models.UniqueConstraint(
                fields=("school", "invitation"), name="invited_person_once"
            ),
        ),
    ]
