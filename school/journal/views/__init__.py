"""Pages and doors of the journal: each translates a request and makes one call."""
