"""The access desk («Доступ семей»): who can come in, what hinders whom, mended there.

Three truths are kept apart: ready on the school's side, stopped at Госуслуги, came in
at least once. What hinders is one of a fixed list (:mod:`school.desk.causes`); for a
whole school it is found by one query (:mod:`school.desk.standing`), which a test holds
against the decision of the door.
"""
