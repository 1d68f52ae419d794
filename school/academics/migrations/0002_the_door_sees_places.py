"""The door asks whether a student still studies, or left and may read until August."""

from pathlib import Path

from django.db import migrations

from school.walls.operations import SchoolTable

OPEN_DOOR = Path(__file__).parents[2] / "access" / "sql" / "open_door.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("academics", "0001_initial"),
        ("access", "0001_initial"),
    ]

    operations = [
        SchoolTable(
            "enrolment",
            students="student_id",
            door=(("students", "student_id"),),
        ),
        # Here and not in access, because the door now reads a table of academics.
        migrations.RunSQL(OPEN_DOOR.read_text("utf-8"), migrations.RunSQL.noop),
    ]
