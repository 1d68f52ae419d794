"""Letters: a row of a school, read by its staff, forgotten some time after its end."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import school.lib.keys
from school.walls.operations import SchoolTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("walls", "0003_loading_leaves_no_history"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
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
                ("what", models.TextField()),
                ("row_id", models.BigIntegerField()),
                ("address", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "Ждёт отправки"),
                            ("sent", "Отправлено"),
                            ("refused", "Почтовый сервер отказался принять"),
                            ("late", "Не удалось отправить за три дня"),
                            (
                                "unsent",
                                "Записано, не отправлено: почта не настроена",
                            ),
                        ],
                        default="waiting",
                    ),
                ),
                ("answer", models.TextField(blank=True, default="")),
                ("written_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "after",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("tries", models.SmallIntegerField(default=0)),
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
                "db_table": "letter",
                "indexes": [
                    models.Index(
                        fields=["after"],
                        condition=models.Q(state="waiting"),
                        name="letter_waiting",
                    ),
                    models.Index(
                        fields=["school", "what", "row_id"], name="letter_about"
                    ),
                ],
            },
        ),
        # Deleted for good a while after its end: history would keep the address.
        SchoolTable("letter", readers="staff", history=False),
    ]
