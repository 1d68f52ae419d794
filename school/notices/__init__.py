"""Notices: a fact that somebody must hear, told once. Here the rows; delivery later."""
