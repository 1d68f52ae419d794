"""Support: the message about sign-in («сообщение о входе»), its state, its answer.

A refused attempt has a number. Whoever has it writes to the school that he names
(:mod:`school.support.reporting`), reads from then on where the message stands
(:mod:`school.support.status`), and the class teacher or the administrator answers
(:mod:`school.support.answering`). Nothing here tells a stranger whether a card exists.

The same two read where the consents of a class stand (:mod:`school.support.consents`)
and write down those brought on paper.
"""
