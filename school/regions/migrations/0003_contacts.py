"""Whom to call in a municipality and in a school."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regions", "0002_feedback")]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="phone",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="municipality",
            name="email",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="school",
            name="phone",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="school",
            name="email",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
