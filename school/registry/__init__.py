"""Registries («Реестры»): what a school has written down of its people, and mends.

Looks are the lists and the personal card; acts are gerunds: a card is made
(:mod:`school.registry.making`), corrected (:mod:`school.registry.correcting`) and tied
to a child's (:mod:`school.registry.linking`). Whoever keeps cards is a class teacher
for his class or an administrator.
"""
