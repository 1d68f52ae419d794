"""How often somebody has knocked lately: counters that a crash may take."""

from django.db import migrations, models

from school.walls.operations import OpenTable


class Migration(migrations.Migration):
    dependencies = [("access", "0004_devices")]

    operations = [
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("until_at", models.DateTimeField()),
                ("times", models.IntegerField()),
            ],
            options={"db_table": "throttle"},
        ),
        migrations.RunSQL("ALTER TABLE throttle SET UNLOGGED", migrations.RunSQL.noop),
        OpenTable(
            "throttle",
            because="Asked before anybody is known; digests, moments and counts only.",
        ),
    ]
