"""Announcements: a row of each school, which its operators read too; and receipts."""

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
            name="Announcement",
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
                ("batch", models.BigIntegerField()),
                ("keeper", models.TextField()),
                ("sender", models.TextField()),
                ("author", models.TextField()),
                (
                    "audience",
                    models.TextField(
                        choices=[
                            ("administrators", "Администраторам"),
                            ("employees", "Всем сотрудникам"),
                        ]
                    ),
                ),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("due_date", models.DateField(null=True)),
                ("sent_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "db_table": "announcement",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "batch"), name="announced_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["school", "sent_at"], name="announcement_by_time"
                    )
                ],
            },
        ),
        SchoolTable("announcement", readers="staff", support="with_support"),
        migrations.CreateModel(
            name="Receipt",
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
                ("name", models.TextField()),
                ("read_at", models.DateTimeField()),
                ("with_support", models.BooleanField(default=True)),
                (
                    "announcement",
                    school.walls.keys.SchoolKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaign.announcement",
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
                "db_table": "announcement_receipt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "announcement", "card"), name="receipt_once"
                    )
                ],
            },
        ),
        # It is itself a trace.
        SchoolTable(
            "announcement_receipt",
            readers="staff",
            support="with_support",
            history=False,
        ),
    ]
