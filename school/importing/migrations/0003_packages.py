"""Packages of other systems are sent like tables: a word says which it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("importing", "0002_taken_back")]

    operations = [
        migrations.AddField(
            "upload",
            "kind",
            models.TextField(
                choices=[("list", "Список"), ("package", "Пакет")],
                db_default="list",
                default="list",
            ),
        ),
    ]
