"""Staff: who administers a school, since when and by whom, until he does no longer.

A teacher's rights are read from his load and a class teacher's from his class
(:mod:`school.academics`); nobody gives those. What somebody must give is written here:
given, ended from a day on, suspended while nobody uses it.
"""
