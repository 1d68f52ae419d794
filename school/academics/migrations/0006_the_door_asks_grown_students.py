"""The door reads when a child is grown, and whether he lets his parents read."""

from pathlib import Path

from django.db import migrations

RECOGNISE = Path(__file__).parents[2] / "access" / "sql" / "recognise.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("academics", "0005_holiday_of_a_grade"),
        ("access", "0005_throttle"),
        ("people", "0002_parents_reading"),
    ]

    operations = [
        # A name of its own: the program before this one still reads what the former
        # function answers. Here and not in access, because it reads places in classes.
        migrations.RunSQL(
            RECOGNISE.read_text("utf-8"), reverse_sql="DROP FUNCTION recognise"
        ),
    ]
