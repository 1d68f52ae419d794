"""A list that was written can be taken back: by its transaction's number in history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("importing", "0001_uploads")]

    operations = [
        migrations.AddField(
            model_name="upload", name="tx", field=models.BigIntegerField(null=True)
        ),
        # Choices are words of ours: the table knows nothing of them.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="upload",
                    name="state",
                    field=models.TextField(
                        choices=[
                            ("open", "Ждёт решения"),
                            ("written", "Загружен"),
                            ("put_away", "Убран"),
                            ("taken_back", "Отменён"),
                        ],
                        default="open",
                    ),
                ),
            ]
        ),
    ]
