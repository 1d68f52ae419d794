"""The same database tests on a PostgreSQL that is not the wheel's."""
