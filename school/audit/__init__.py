"""Audit: one line for each act, one for each look at a personal card.

Not history: history is what a row was (written by a trigger), the trail is what
somebody did. Lines hold ids and words of acts, never a person's data.
"""
