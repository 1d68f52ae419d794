"""An upload says which kind of list it holds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("importing", "0004_by_the_region")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="holds",
            field=models.TextField(default="students", db_default="students"),
        )
    ]
