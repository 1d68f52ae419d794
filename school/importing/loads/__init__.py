"""A list of loads («нагрузка»): which class or group learns what, with whom."""
