"""History: who changed which row of a school, when, from what to what, and why."""

from django.db import migrations

from school.walls.operations import LogTable

FUNCTION = """
CREATE SCHEMA keep;
REVOKE ALL ON SCHEMA keep FROM PUBLIC;
CREATE FUNCTION keep.row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who text := nullif(current_setting('app.actor', true), '');
BEGIN
    IF who IS NULL THEN
        RAISE EXCEPTION 'A row of % was changed by nobody.', tg_argv[0];
    END IF;
    IF tg_op = 'UPDATE' AND old IS NOT DISTINCT FROM new THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.history (school_id, what, row_id, act, actor, request, reason, old, new)
    VALUES (
        CASE WHEN tg_op = 'DELETE' THEN old.school_id ELSE new.school_id END,
        tg_argv[0],
        CASE WHEN tg_op = 'DELETE' THEN old.id ELSE new.id END,
        left(tg_op, 1),
        who,
        nullif(current_setting('app.request', true), ''),
        nullif(current_setting('app.reason', true), ''),
        CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END,
        CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END
    );
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep.row() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop
        ),
        LogTable(
            "history",
            columns=(
                "tx xid8 NOT NULL DEFAULT pg_current_xact_id(), what text NOT NULL,"
                " row_id bigint NOT NULL, act text NOT NULL, actor text NOT NULL,"
                " request text, reason text, old jsonb, new jsonb"
            ),
            by_trigger=True,
        ),
        migrations.RunSQL(
            "CREATE INDEX history_row ON history (school_id, what, row_id, at)",
            "DROP INDEX history_row",
        ),
        migrations.RunSQL(FUNCTION, "DROP SCHEMA keep CASCADE"),
    ]
