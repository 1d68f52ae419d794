"""The gateway's road against an OpenID provider that nobody here wrote."""
