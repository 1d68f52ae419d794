"""An index that is made while people go on writing."""

from django.db import migrations, models

from school.lib.postgres.indexing import AddIndexPatiently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("journal", "9001_mark_weighed")]

    operations = [
        AddIndexPatiently(
            "mark",
            models.Index(
                fields=["school", "author", "changed_at"], name="mark_by_author"
            ),
        ),
    ]
