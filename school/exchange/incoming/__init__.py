"""A package of OneRoster coming into a school: looked at first, written in one deed.

`opening` reads it in a process of its own, `telling` says what it tells of this school
and year, `comparing` lays that beside the school, `writing` writes what is clear.
"""
