"""What the school's side of access writes down of a card and of a link."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_parents_reading")]

    operations = [
        migrations.AddField(
            "card",
            "snils_unsound",
            models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            "card",
            "reads_paper",
            models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            "kinship",
            "document",
            models.TextField(blank=True, db_default="", default=""),
        ),
    ]
