"""How much of a package is looked at: asked before anything is unpacked."""

FILE = 64 * 1024 * 1024
MEMORY = 512 * 1024 * 1024
SECONDS = 60
