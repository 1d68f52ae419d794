"""Subjects of which nobody puts marks."""

from django.db import migrations, models

from school.walls.operations import OpenTable

_UNGRADED = """
UPDATE subject SET graded = false
WHERE name IN ('Разговоры о важном', 'Основы религиозных культур и светской этики')
"""


class Migration(migrations.Migration):
    dependencies = [("academics", "0003_year_turn")]

    operations = [
        migrations.AddField(
            model_name="subject",
            name="graded",
            field=models.BooleanField(db_default=True, default=True),
        ),
        OpenTable("subject", because="Official names of subjects."),
        migrations.RunSQL(_UNGRADED, migrations.RunSQL.noop),
    ]
