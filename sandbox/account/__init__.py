"""A citizen's account: the pages that a person sees."""
