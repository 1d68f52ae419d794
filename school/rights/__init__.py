"""Rights: who may do what, to what, on which day.

One table (:mod:`school.rights.table`) says which role may do which action. Roles are
read from dated facts: contexts register their relations («my class», «my child»)
here, and this package imports none of them. :func:`~school.rights.deed.deed` is the
only way to change data: one permission, one line of audit, one transaction.
"""
