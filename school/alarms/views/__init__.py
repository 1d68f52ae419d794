"""Pages of the alarms: a school's, and its region's."""
