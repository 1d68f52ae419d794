"""Messages about sign-in: read by staff, found at the door by their number alone."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("academics", "0005_holiday_of_a_grade"),
        ("people", "0001_initial"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ticket",
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
                ("reference", models.TextField()),
                ("reason", models.TextField()),
                ("audience", models.TextField(blank=True)),
                ("refused_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("class_typed", models.TextField(blank=True)),
                ("child", models.TextField()),
                ("contact", models.TextField(blank=True)),
                ("comment", models.TextField(blank=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("received", "Получено"),
                            ("working", "В работе у школы"),
                            ("fixed", "Исправлено, попробуйте войти"),
                            ("asked", "Нужен ваш ответ"),
                        ],
                        default="received",
                    ),
                ),
                ("question", models.TextField(blank=True, default="")),
                ("changed_at", models.DateTimeField()),
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
                "db_table": "ticket",
            },
        ),
        SchoolTable("ticket", readers="staff", door=(("digests", "reference"),)),
        migrations.CreateModel(
            name="SharedIdentity",
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
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.school",
                    ),
                ),
                (
                    "ticket",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="support.ticket",
                    ),
                ),
            ],
            options={
                "db_table": "shared_identity",
            },
        ),
        # Deleted for good a month after the answer: history would keep it for ever.
        SchoolTable("shared_identity", readers="staff", history=False),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["reference"], name="ticket_by_reference"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["school", "sent_at"], name="ticket_by_time"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                fields=("school", "reference"), name="ticket_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedidentity",
            constraint=models.UniqueConstraint(
                fields=("school", "ticket"), name="shared_identity_once"
            ),
        ),
    ]
