"""A column with a default of the database's: no row is written anew."""

from django.db import migrations, models

from tests.surviving.next_version.migrations import LAST_OF_TODAY


class Migration(migrations.Migration):
    dependencies = [("journal", LAST_OF_TODAY)]

    operations = [
        migrations.AddField("mark", "weighed", models.SmallIntegerField(db_default=1)),
    ]
