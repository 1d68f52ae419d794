"""The next version of the journal: a column and an index more on its largest table."""
