"""Attack: tokens and returns that must not let anybody in, by the thousand.

A short campaign stands among the tests; `make bench-attack` makes the long one. What is
chosen follows from a seed; the keys are new each time, and so are the signatures.
"""
