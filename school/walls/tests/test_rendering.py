"""Rendering models one by one makes the tables that Django's own way makes."""

import os
import subprocess
import sys
from typing import Any

from launcher import roles, trial
from launcher.postgres import Cluster

_NAME = "school_rendered"
_DJANGOS_OWN = (
    "import django; django.setup();"
    "from django.core.management import call_command;"
    "from django.core.management.commands.migrate import Command;"
    "call_command(Command(), interactive=False, verbosity=0, skip_checks=True)"
)
# Columns, constraints, indexes, policies, triggers, functions, rights.
_FACTS = (
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
    " pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity"
    " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
    " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " WHERE c.relnamespace = 'public'::regnamespace",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check"
    " FROM pg_policies",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "SELECT proname, prosrc, proacl::text FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "SELECT relname, relacl::text, reloptions::text FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')",
)


def facts(of: Any) -> set[tuple[Any, ...]]:
    return {
        tuple(row) for question in _FACTS for row in of.execute(question).fetchall()
    }


def test_the_tables_are_those_of_djangos_own_way(cluster: Cluster) -> None:
    cluster.make_database(_NAME)
    try:
        env = {
            **os.environ,
            **trial.addresses(cluster, _NAME),
            "SCHOOL_CONNECT_AS": "owner",
            "DJANGO_SETTINGS_MODULE": "school.settings",
        }
        subprocess.run([sys.executable, "-c", _DJANGOS_OWN], env=env, check=True)
        ours = os.environ["SCHOOL_TEST_MIGRATED"]
        with cluster.connect(_NAME) as one, cluster.connect(ours) as other:
            theirs = facts(one)
            assert len(theirs) > 1000
            assert theirs ^ facts(other) == set()
    finally:
        with cluster.connect() as superuser:
            roles.drop_database(superuser, _NAME)
