"""What tests and integrators use: people, the clock, faults, the book of requests."""
