"""Commands of academics."""
