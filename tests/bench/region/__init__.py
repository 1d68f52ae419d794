"""`make bench-region`: does a page cost more when the region grows?

The same mother and the same teacher stand in regions of different sizes, each with a
whole year behind it, and ask for the same things in turns. A page that looks up what it
needs costs as much among twenty thousand students as among one thousand.
"""
