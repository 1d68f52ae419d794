"""Matching on trial: invented towns, in which everybody comes from Госуслуги.

`town` invents families and their cards with all the troubles that schools know, and
remembers whose each card is. `judge` knows by access.md §3 alone, without a line of
the product's matching, who ought to come in. `trial` brings the two together.
"""
