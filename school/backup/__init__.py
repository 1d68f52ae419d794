"""Backup: the whole database as one encrypted file, and back again.

A copy is what `pg_dump` tells of one moment (:mod:`~school.backup.copying`), sealed
for the public keys of those who may open it; its first line inside is a label
(:mod:`~school.backup.label`) that says what must come out. A restoring
(:mod:`~school.backup.restoring`) fills an empty database in one transaction and
counts. Nothing unencrypted touches a disk, and no file is ever whole in memory.
"""
