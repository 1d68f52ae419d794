"""Cards outside one's own class are a cause."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alarms", "0001_alarms")]

    operations = [
        # Causes are text: the database is told of nothing new.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="alarm",
                    name="cause",
                    field=models.TextField(
                        choices=[
                            ("cards", "Cards"),
                            ("outside", "Outside"),
                            ("exports", "Exports"),
                            ("numbers", "Numbers"),
                        ]
                    ),
                ),
            ]
        ),
    ]
