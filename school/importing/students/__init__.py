"""A list of students with their guardians."""
