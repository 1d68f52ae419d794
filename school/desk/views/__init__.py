"""Pages of the access desk."""
