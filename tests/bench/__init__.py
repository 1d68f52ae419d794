"""`make bench`: what the product costs, each figure beside its baseline in one run.

Nothing here is asserted: a machine is not a judge. The whole product is started in a
temporary home; a mother, a teacher and someone who signs in ask it for the same things
over and over, and the CPU time of the process trees is compared with a Django "hello"
and with pgbench replaying the very statements, measured in turns with them.
"""

HELLO = "bench/hello/"
