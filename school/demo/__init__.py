"""The demo: an invented region that lives its own school year.

What is told (the people of the stories, their seven classes) is data in `data/`; the
rest is imagined by chance that repeats itself: the same schools, people and marks on
any machine. Read in this order:

    spec, staffing, weekly, families, peopling, imagining   a school, thought up
    telling                                                 the told part of one
    housing                                                 a draft into the database
    happening, attendance, grading, remarking, pupils       what goes on at lessons
    timetabled, noting, paying, recording                   lessons into the database
    copying, unchecked                                      rows by the ten thousand
    scenery, founding, working, staging                     which schools, in pieces
    generated, generating, sizes                            a region of any size

A second run adds nothing until a new week, or a day that has passed, asks for it. The
demo stands at the end of the story and may use every context; nothing uses it.
"""
