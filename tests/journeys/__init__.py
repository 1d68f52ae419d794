"""Journeys: a real browser, live processes, the clock set to a school day."""
