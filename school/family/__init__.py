"""Family and access («Семья и доступ»): who reads what here, and who can come in.

The page of a signed-in family (:mod:`school.family.page`): its children of every
school, whether each can come in by himself (:mod:`school.family.entering`), what the
next age changes, and a way to tell a school that a child is not there
(:mod:`school.family.missing`).
"""
