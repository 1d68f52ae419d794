"""Logins: a child comes in by a login of his school and a password of his own.

Only where the rules of the region give his age a password
(:mod:`school.logins.rules`). The school prints a registration card with a one-time code
(:mod:`school.logins.making`); the child chooses a password by it
(:mod:`school.logins.activating`), comes in with it (:mod:`school.logins.entering`), and
gets a new one when he has forgotten it (:mod:`school.logins.recovering`,
:mod:`school.logins.renewing`).
"""
