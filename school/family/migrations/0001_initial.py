"""What a family may ask the door of its own children; no table."""

from pathlib import Path

from django.db import migrations

_ASKED = Path(__file__).parent.parent / "sql" / "children_at_the_door.sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_consents"),
        ("people", "0001_initial"),
        ("regions", "0002_feedback"),
    ]

    operations = [
        migrations.RunSQL(
            _ASKED.read_text("utf-8"),
            reverse_sql="DROP FUNCTION children_at_the_door",
        ),
    ]
