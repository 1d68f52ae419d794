"""Whoever has come in by a login has said nothing at Госуслуги yet."""

from pathlib import Path

from django.db import migrations

_ASKED = Path(__file__).parent.parent / "sql" / "children_at_the_door.sql"


class Migration(migrations.Migration):
    dependencies = [("family", "0001_initial"), ("access", "0014_by_login")]

    operations = [
        migrations.RunSQL(
            _ASKED.read_text("utf-8"), reverse_sql=migrations.RunSQL.noop
        ),
    ]
