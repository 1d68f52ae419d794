"""A session tells when its device was used last, and lasts while it is used."""

from pathlib import Path

from django.db import migrations, models

OPEN_DOOR = Path(__file__).parent.parent / "sql" / "open_door.sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_outage")]

    operations = [
        migrations.AddField("session", "seen_at", models.DateTimeField(null=True)),
        migrations.AddField("session", "idle", models.DurationField(null=True)),
        migrations.AddField("session", "ends_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "session", "device", models.TextField(default="", db_default="")
        ),
        migrations.AddField(
            "session", "borrowed", models.BooleanField(default=False, db_default=False)
        ),
        migrations.RunSQL(OPEN_DOOR.read_text("utf-8"), migrations.RunSQL.noop),
    ]
