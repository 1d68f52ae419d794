"""When somebody first came in with a card, and since when a refusal is answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_consents")]

    operations = [
        migrations.AddField(
            "attachment", "entered_at", models.DateTimeField(null=True)
        ),
        migrations.AddField("heldcard", "mended_at", models.DateTimeField(null=True)),
    ]
