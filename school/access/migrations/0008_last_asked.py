"""When parents were last asked for a consent, for the page of whoever waits; no table."""

from pathlib import Path

from django.db import migrations

_LAST_ASKED = Path(__file__).parent.parent / "sql" / "last_asked.sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0007_entering")]

    operations = [
        migrations.RunSQL(
            _LAST_ASKED.read_text("utf-8"), reverse_sql="DROP FUNCTION last_asked"
        ),
    ]
