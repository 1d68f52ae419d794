"""Importing: a school's lists from a table, looked at first, written in one deed."""
