"""Invitations («Приглашение»): a parent's card writes itself.

A sheet with a code goes home (:mod:`school.inviting.issuing`); the parent signs in at
Госуслуги by it and names the child (:mod:`school.inviting.answering`); the class
teacher says who that is (:mod:`school.inviting.confirming`), and the card is made of
what Госуслуги gave. Nobody types a СНИЛС.
"""
