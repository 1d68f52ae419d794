"""Everybody at every address: what is answered, what is shown, what may be changed.

``expected.txt`` is the table, to be read by a human. Rows carry canary words, so that
a leak is found wherever it is: in a comment, a header, an attribute.
"""
