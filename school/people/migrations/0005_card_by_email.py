"""Cards by their e-mail: whoever has forgotten a password is found by it."""

from django.db import migrations, models

from school.lib.postgres.indexing import AddIndexPatiently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0004_merged_cards")]

    operations = [
        AddIndexPatiently("card", models.Index(fields=["email"], name="card_by_email")),
    ]
