"""States of the database that people may have, and whether today's program takes them.

`frozen/` holds copies of small demonstrations, each made by the program of its day;
`landed.txt` the digests of the migrations that have been applied
somewhere. `python -m tests.upgrading` freezes today's.
"""
