"""Pages of the roles."""
