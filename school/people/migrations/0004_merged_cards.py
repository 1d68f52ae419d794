"""Of two cards of one person one may stand for both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_what_the_desk_needs")]

    operations = [
        migrations.AddField(
            "card", "merged", models.BooleanField(db_default=False, default=False)
        ),
    ]
