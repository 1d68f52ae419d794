"""Tools that have never heard of a school.

Time, random keys, typed environment, the database backend. Nothing here knows a
pupil, a mark or a role, and nothing here imports a folder of the product.
"""
