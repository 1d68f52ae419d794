"""What must not grow with a region: the work of one page."""
