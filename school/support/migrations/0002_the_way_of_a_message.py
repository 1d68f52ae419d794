"""Whose move a message is, what happened to it, and its way to the region's support."""

import django.db.models.deletion
from django.db import migrations, models

import school.lib.keys
import school.walls.keys
from school.walls.operations import OpenTable, SchoolTable


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_what_the_desk_needs"),
        ("regions", "0002_feedback"),
        ("support", "0001_initial"),
    ]

    operations = [
        migrations.AddField("ticket", "due_date", models.DateField(null=True)),
        migrations.AddField(
            "ticket",
            "held_by",
            models.TextField(
                choices=[
                    ("class_teacher", "Class Teacher"),
                    ("administrator", "Administrator"),
                    ("support", "Support"),
                ],
                db_default="class_teacher",
                default="class_teacher",
            ),
        ),
        migrations.CreateModel(
            name="TicketTerm",
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
                ("class_teacher_days", models.IntegerField(default=1)),
                ("administrator_days", models.IntegerField(default=3)),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={"db_table": "ticket_term"},
        ),
        OpenTable("ticket_term", because="two numbers of a region"),
        migrations.CreateModel(
            name="RaisedTicket",
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
                ("sent_at", models.DateTimeField()),
                ("rose_at", models.DateTimeField()),
                ("with_support", models.BooleanField(default=True)),
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
                "db_table": "raised_ticket",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "ticket"), name="raised_ticket_once"
                    )
                ],
            },
        ),
        SchoolTable("raised_ticket", readers="staff", support="with_support"),
        migrations.CreateModel(
            name="TicketReply",
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
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
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
                "db_table": "ticket_reply",
                "indexes": [
                    models.Index(fields=["school", "ticket"], name="ticket_reply_of")
                ],
            },
        ),
        SchoolTable("ticket_reply", readers="staff"),
        migrations.CreateModel(
            name="TicketStep",
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
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("state", "State"),
                            ("handed", "Handed"),
                            ("rose", "Rose"),
                            ("replaced", "Replaced"),
                            ("replied", "Replied"),
                            ("told", "Told"),
                        ]
                    ),
                ),
                ("role", models.TextField()),
                ("to", models.TextField(blank=True, default="")),
                ("sentence", models.TextField(blank=True, default="")),
                ("with_support", models.BooleanField(default=False)),
                (
                    "by",
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
                "db_table": "ticket_step",
                "indexes": [
                    models.Index(
                        fields=["school", "ticket", "at"], name="ticket_step_by_time"
                    )
                ],
            },
        ),
        # It is itself a trace.
        SchoolTable(
            "ticket_step", readers="staff", support="with_support", history=False
        ),
    ]
