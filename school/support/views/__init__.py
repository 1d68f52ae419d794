"""Pages of messages about sign-in."""
