"""The launcher: one command brings up everything and one Ctrl-C takes it down.

Its words: a *home* is the folder where one installation keeps its keys, its
database and its notes (`SCHOOL_HOME`); a *cluster* is the PostgreSQL server
that lives in a home; a *child* is a program started and watched by us.

It imports neither the product nor the library nor the sandbox: it starts them
as processes, exactly as an administrator would by hand.
"""
