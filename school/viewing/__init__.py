"""Viewing: an administrator reads a student's diary as the family reads it.

Read-only twice: the pages have nothing to send, and PostgreSQL is told that nothing is
written in the transaction in which they are made. Each page is a look at the child's
card, which the family reads of.
"""
