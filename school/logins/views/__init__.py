"""Pages of logins."""
