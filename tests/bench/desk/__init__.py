"""`make bench-desk`: what it costs to count the access desk of a whole region.

The worker's own job, school by school, over a region whose people stand there and
whose lessons have hardly begun. The region has the size that is asked for: what looks
cheap in a small one and grows is not seen there.
"""
