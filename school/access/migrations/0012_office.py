"""When an operator was last on a page of operators."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0011_proved")]

    operations = [
        migrations.AddField("session", "office_at", models.DateTimeField(null=True)),
    ]
