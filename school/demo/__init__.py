"""The small demo: an invented region that lives its own school year.

Everything about it is data in `data/`: the region, its calendar, staff, classes,
families and plans of lessons. The code reads them, finds what the database does not
have yet and writes it. The same seed gives the same marks, on any machine; a second
run adds nothing until a new week, or a day that has passed, asks for it.

It stands at the end of the story and may use every context; nothing uses it.
"""
