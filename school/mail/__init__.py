"""Mail: a letter is written in the transaction of its cause, and sent by the worker.

A context writes (:mod:`school.mail.writing`), the worker sends what waits
(:mod:`school.mail.sending`) and says how it ended (:mod:`school.mail.endings`). A
letter is a row of a school until the sweep takes it (:mod:`school.mail.clearing`).
"""
