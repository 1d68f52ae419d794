"""Commands of the walls."""
