"""Holidays that only one grade has: the first-graders' week in February."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("academics", "0004_subject_graded")]

    operations = [
        migrations.AddField(
            model_name="holiday",
            name="grade",
            field=models.IntegerField(null=True),
        ),
    ]
