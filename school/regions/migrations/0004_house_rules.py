"""A region may write its own rules of work on the back of a registration card."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regions", "0003_contacts")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="house_rules",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
