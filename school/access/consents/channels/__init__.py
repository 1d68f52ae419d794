"""The places where a consent is asked for and given, behind one interface.

Госуслуги keep a register of consents (`registry`); where it is not to be had, their own
screen before the return is all there is (`screen`). Paper is brought to the school and
written down by hand (`access.papering`): its words lie in the school's own table and
join the others at the door.
"""
