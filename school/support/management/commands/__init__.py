"""Commands of messages about sign-in."""
