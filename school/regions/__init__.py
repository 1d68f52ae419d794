"""A region, its municipalities and schools, and the rules that the region sets.

The rules are data: dated TOML files in `policies/`, read and checked by `loading`, kept
as lines of policies by `rules`. A school cannot override them, and no condition in code
stands for one. `requirements` says them in words on the sign-in page.
"""
