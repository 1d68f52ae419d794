"""Whoever unsubscribed: an address by its keyed digest, and from what."""

from django.db import migrations, models

from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_letters")]

    operations = [
        migrations.CreateModel(
            name="Unwanted",
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
                ("digest", models.TextField()),
                ("kind", models.TextField()),
                ("since_at", models.DateTimeField()),
            ],
            options={
                "db_table": "unwanted_letter",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "kind"), name="unwanted_letter_once"
                    )
                ],
            },
        ),
        OpenTable(
            "unwanted_letter",
            because="keyed digests of addresses; who presses a link is of no school",
        ),
        # The words of a state are Python's alone.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="letter",
                    name="state",
                    field=models.TextField(
                        choices=[
                            ("waiting", "Ждёт отправки"),
                            ("sent", "Отправлено"),
                            ("refused", "Почтовый сервер отказался принять"),
                            ("late", "Не удалось отправить за три дня"),
                            ("unwanted", "Не отправлено: получатель отписался"),
                            ("unsent", "Записано, не отправлено: почта не настроена"),
                        ],
                        default="waiting",
                    ),
                ),
            ]
        ),
    ]
