"""Walls: what keeps schools and families apart inside PostgreSQL.

Every table is declared once, in the migration that makes it: it belongs to a school
(:class:`~school.walls.operations.SchoolTable`), to an account
(:class:`~school.walls.operations.AccountTable`), to nobody
(:class:`~school.walls.operations.OpenTable`), is an append-only log
(:class:`~school.walls.operations.LogTable`) or the trail of acts
(:class:`~school.walls.operations.TrailTable`). The declaration writes the key, the
foreign keys, the policies, the history trigger and the grants; a test compares them
with the catalogue. Rows are reached only ``with behind(actor):``.

This is one of two walls. The other is Python's (:mod:`school.rights`), and each keeps
a stranger out alone.
"""
