"""Attachments of a school, and of a card of it: read by the desk without those of others.

The index of the live ones alone cannot tell of those that have ended.
"""

from django.db import migrations, models

from school.lib.postgres.indexing import AddIndexPatiently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("access", "0012_office")]

    operations = [
        AddIndexPatiently(
            "attachment",
            models.Index(fields=["school", "card"], name="attachment_by_card"),
        ),
    ]
