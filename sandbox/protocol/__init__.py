"""ЕСИА as a client sees it: codes, tokens, refusals, and what `/rs` tells."""
