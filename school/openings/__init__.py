"""Openings: a region's operator reads one school's access desk for an hour, and why.

Read-only twice: the page has nothing to send, and PostgreSQL is told that nothing is
written in the transaction in which it is made. The school's administrators see at once
who looks, why and until when, and end it with a press.
"""
