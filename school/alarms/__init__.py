"""Alarms: what somebody did too much of, found in what is written down anyway.

Once a day the looks and the acts of the day before are counted
(:mod:`school.alarms.unusual`); each alarm is read by the school's administrators, who
see whose it is, and by the region's operator, who does not. Either says with a sentence
that he has seen it (:mod:`school.alarms.seeing`).
"""
