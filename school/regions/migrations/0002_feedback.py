"""A region may name the state's feedback platform."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="feedback_url",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
