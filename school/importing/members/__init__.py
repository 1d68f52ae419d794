"""A list of members: who of a class is in which part of it («подгруппа»)."""
