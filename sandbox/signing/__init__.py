"""Keys, certificates and signatures: the sandbox's own, and those of its clients."""
