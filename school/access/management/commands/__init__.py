"""Commands of the door."""
