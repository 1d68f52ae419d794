"""Whoever comes in by a login of his school is known before Госуслуги name him."""

from django.db import migrations, models

from school.walls.operations import app_role


class Migration(migrations.Migration):
    dependencies = [("access", "0013_attachment_by_card")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="oid",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="oid",
            field=models.BigIntegerField(null=True),
        ),
        # Without an oid a new account is known at the door by its id alone.
        migrations.RunSQL(
            f'GRANT USAGE ON SEQUENCE account_id_seq TO "{app_role()}"',
            f'REVOKE USAGE ON SEQUENCE account_id_seq FROM "{app_role()}"',
        ),
    ]
