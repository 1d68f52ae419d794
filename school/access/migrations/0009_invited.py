"""By which invitation of a family an attempt comes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0008_last_asked")]

    operations = [
        migrations.AddField("attempt", "invited", models.TextField(null=True)),
    ]
