"""A list of weekly lessons: who learns what when, with whom and where."""
