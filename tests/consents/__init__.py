"""The register of consents: our side of the talk with the sandbox's, over a socket."""
