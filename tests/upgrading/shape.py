"""The shape of a database: what its catalogue holds, but for the order of columns."""

from launcher.postgres import Cluster

_SHAPE = {
    "column": """
        SELECT format('%s.%s %s %s %s %s', table_schema, table_name, column_name,
                      udt_name, is_nullable, column_default)
        FROM information_schema.columns
        WHERE table_schema IN ('public', 'keep')""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'keep')",
    "constraint": """
        SELECT format('%s %s %s', conrelid::regclass, conname,
                      pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace IN ('public'::regnamespace,
                                                  'keep'::regnamespace)""",
    "trigger": """
        SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    "policy": """
        SELECT format('%s %s %s %s %s', tablename, policyname, cmd, qual, with_check)
        FROM pg_policies""",
    "function": """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace IN ('public'::regnamespace, 'keep'::regnamespace)
          AND p.prokind = 'f' AND NOT EXISTS (
              SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "table": """
        SELECT format('%s %s %s %s', oid::regclass, relrowsecurity,
                      relforcerowsecurity, array_to_string(reloptions, ','))
        FROM pg_class WHERE relkind IN ('r', 'p')
          AND relnamespace IN ('public'::regnamespace, 'keep'::regnamespace)""",
    "grant": """
        SELECT format('%s %s %s', c.oid::regclass, a.grantee::regrole,
                      a.privilege_type)
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE a.grantee <> c.relowner AND c.relnamespace IN (
            'public'::regnamespace, 'keep'::regnamespace)""",
}


def shape_of(cluster: Cluster, database: str) -> set[str]:
    """A line for each thing that a migration can make."""
    with cluster.connect(database) as superuser:
        return {
            f"{kind}: {line}"
            for kind, query in _SHAPE.items()
            for (line,) in superuser.execute(query.encode()).fetchall()
        }
