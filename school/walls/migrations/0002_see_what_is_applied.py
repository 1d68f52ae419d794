"""The product may see which migrations are applied, and refuses to run ahead of them."""

from django.db import migrations

from school.walls.operations import app_role


class Migration(migrations.Migration):
    dependencies = [("walls", "0001_history")]

    operations = [
        migrations.RunSQL(
            f'GRANT SELECT ON TABLE django_migrations TO "{app_role()}"',
            f'REVOKE ALL ON TABLE django_migrations FROM "{app_role()}"',
        ),
    ]
