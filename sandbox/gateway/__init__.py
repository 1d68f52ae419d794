"""A gateway to ЕСИА: plain OpenID Connect over the same people."""
