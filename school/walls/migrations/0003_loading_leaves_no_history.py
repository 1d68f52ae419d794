"""Triggers made before loading was let past history are made as they are today.

A new table has had its condition from its declaration ever since; this is for the
tables that stood already.
"""

from django.db import migrations

RENEW = """
DO $$
DECLARE
  known record;
BEGIN
  FOR known IN
    SELECT tgrelid::regclass AS relation, relname
    FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE tgname = 'kept' AND tgqual IS NULL
  LOOP
    EXECUTE format('DROP TRIGGER kept ON %s', known.relation);
    EXECUTE format('CREATE TRIGGER kept AFTER INSERT OR UPDATE OR DELETE ON %s'
                   ' FOR EACH ROW WHEN (current_user <> ''school_load'')'
                   ' EXECUTE FUNCTION keep.row(%L)', known.relation, known.relname);
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("walls", "0002_see_what_is_applied")]
    operations = [migrations.RunSQL(RENEW, migrations.RunSQL.noop)]
