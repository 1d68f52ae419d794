"""Pages of the campaign."""
