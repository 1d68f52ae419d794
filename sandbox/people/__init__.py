"""Invented people: the cast, and who is signed in."""
