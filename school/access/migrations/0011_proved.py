"""When whoever is signed in last proved at Госуслуги who he is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0010_municipal_operators")]

    operations = [
        migrations.AddField("session", "proved_at", models.DateTimeField(null=True)),
    ]
