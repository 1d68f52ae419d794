"""The diary: what a family reads. It owns no rows; it looks at the journal's."""
