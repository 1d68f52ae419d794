"""Academics: the school year, classes, groups, who teaches whom, and the timetable.

A year is named by its first calendar year (2026 is 2026/27). Everything that lasts is
dated and half-open: ``since_date`` belongs to it, ``until_date`` does not.
"""
